/**
 * Notifications: those of Cloudinary, verified and read, and the signatures of ours. Knows no library but Jackson: its
 * function is to start fast.
 */
package dev.imagegen.webhook;
