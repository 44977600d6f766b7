/** Telling clients that their tasks have ended: what is owed to whom, when it is tried again, and how it is signed. */
package dev.imagegen.delivery;
