/**
 * An emulator of Cloudinary over HTTP: upload, delete, rename, look-up, download links and delivery of originals, as
 * strict as the real one. It shares no code with the adapter that is tested against it: one mistake must not be made
 * twice.
 */
package dev.imagegen.local.cloudinary;
