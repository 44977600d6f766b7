/** A receiver of notifications to try them with. */
package dev.imagegen.local.receive;
