/** Delivery URLs: what becomes of a stored asset on its way to whoever looks at it, written in the store's own language. */
package dev.imagegen.asset.transformation;
