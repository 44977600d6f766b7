/** OpenAI's images, as strict as the real ones. */
package dev.imagegen.local.providers.openai;
