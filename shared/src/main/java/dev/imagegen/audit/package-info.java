/** Proves that every balance is the sum over its tasks. */
package dev.imagegen.audit;
