/** The proof of the promise: the real flow and engines, over HTTP to the emulated providers, with every price and failure. */
package dev.imagegen.local.money;
