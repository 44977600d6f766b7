package dev.imagegen.catalog;

/**
 * The tokens that one image takes, by what they are billed as. All are 0 or more.
 *
 * @param textIn of the prompt
 * @param imageIn of the reference images
 * @param textOut of words, of thinking too
 * @param imageOut of the image
 */
public record TokenUsage(long textIn, long imageIn, long textOut, long imageOut) {}
