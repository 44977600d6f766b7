package dev.imagegen.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.OptionalInt;

/**
 * An address under which the store makes a picture of an asset.
 *
 * @param width empty if it depends on what is in the picture
 * @param height as the width
 */
record Delivered(String name, URI address, OptionalInt width, OptionalInt height) {

    static Delivered read(JsonNode url) {
        return new Delivered(
                url.get("name").textValue(), URI.create(url.get("url").textValue()), size(url, "width"), size(url, "height"));
    }

    private static OptionalInt size(JsonNode url, String name) {
        return url.has(name) ? OptionalInt.of(url.get(name).intValue()) : OptionalInt.empty();
    }
}
