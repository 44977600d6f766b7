/** Ideogram on this machine. */
package dev.imagegen.local.providers.ideogram;
