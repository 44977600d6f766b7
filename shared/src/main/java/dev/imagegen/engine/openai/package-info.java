/** Images by OpenAI: one call for each, held until the image is there, which comes as base64. */
package dev.imagegen.engine.openai;
