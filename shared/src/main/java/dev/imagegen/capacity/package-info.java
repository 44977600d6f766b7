/** How much an engine may be asked at once, and whether it is worth asking at all. */
package dev.imagegen.capacity;
