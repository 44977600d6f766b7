/**
 * Notifications: those of Cloudinary, verified and read, and how ours are signed. Knows no library but Jackson: its function
 * is to start fast.
 */
package dev.imagegen.webhook;
