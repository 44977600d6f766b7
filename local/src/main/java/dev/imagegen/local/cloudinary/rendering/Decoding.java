package dev.imagegen.local.cloudinary.rendering;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/** Percent codes of a path, where a plus is a plus. */
final class Decoding {

    private Decoding() {}

    static String of(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RenderingException("Malformed percent code in " + text);
        }
    }
}
