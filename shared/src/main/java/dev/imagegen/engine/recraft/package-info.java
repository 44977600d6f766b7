/** Images by Recraft: one call for each, held until the image is there. */
package dev.imagegen.engine.recraft;
