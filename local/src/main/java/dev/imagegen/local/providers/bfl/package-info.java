/** Black Forest Labs on this machine. */
package dev.imagegen.local.providers.bfl;
