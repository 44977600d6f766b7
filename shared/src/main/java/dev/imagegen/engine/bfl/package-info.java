/** Black Forest Labs: a picture is submitted, asked for, and fetched from an address that lives for minutes. */
package dev.imagegen.engine.bfl;
