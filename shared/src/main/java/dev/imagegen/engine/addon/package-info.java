/**
 * Images by Cloudinary's own add-on for image generation: it takes a drawing, has to be asked for it, and puts what is to be
 * kept into the asset store itself.
 */
package dev.imagegen.engine.addon;
