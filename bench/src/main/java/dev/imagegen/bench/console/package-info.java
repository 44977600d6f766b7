/** How soon the console's page is there. */
package dev.imagegen.bench.console;
