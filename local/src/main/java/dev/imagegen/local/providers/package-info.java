/**
 * The providers on this machine: one server with a path for each, as strict as the real ones, that fail when a word in the
 * prompt asks for it.
 */
package dev.imagegen.local.providers;
