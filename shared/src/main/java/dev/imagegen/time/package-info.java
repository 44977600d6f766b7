/** Waiting, as it is passed in beside a clock. */
package dev.imagegen.time;
