/** Tries a deployed system from outside, for nothing, and says in words what is wrong with it. */
package dev.imagegen.local.smoke;
