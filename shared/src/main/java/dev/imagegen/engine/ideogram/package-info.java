/** Ideogram: a picture is submitted, asked for, and fetched from an address that lives for a day. */
package dev.imagegen.engine.ideogram;
