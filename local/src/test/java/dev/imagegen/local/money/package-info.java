/** The proof of the promise: the real flow and engines, and the emulated providers with every price and failure. */
package dev.imagegen.local.money;
