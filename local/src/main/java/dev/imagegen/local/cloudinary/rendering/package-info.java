/** Renders transformations: from the components of a delivery URL to a picture. Of what it does not know it makes nothing. */
package dev.imagegen.local.cloudinary.rendering;
