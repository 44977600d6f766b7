/** Measures the worker with the engines of the providers, each against its emulator. */
package dev.imagegen.bench.engines;
