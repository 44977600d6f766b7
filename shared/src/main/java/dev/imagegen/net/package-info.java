/** The one way out to addresses that a caller named: checked, bounded, without redirects. */
package dev.imagegen.net;
