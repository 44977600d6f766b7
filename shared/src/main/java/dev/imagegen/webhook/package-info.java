/** Notifications: those of Cloudinary, verified and read. Knows no library but Jackson, so that its function starts fast. */
package dev.imagegen.webhook;
