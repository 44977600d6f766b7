/** Google's Gemini images, as strict as the real ones, and as changeable. */
package dev.imagegen.local.providers.gemini;
