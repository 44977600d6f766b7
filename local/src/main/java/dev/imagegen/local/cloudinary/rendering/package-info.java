/** Renders transformations: from the components of a delivery URL to a picture. What it does not know it refuses. */
package dev.imagegen.local.cloudinary.rendering;
