package dev.imagegen.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for the image of an answer that was paid for, wherever it is: an image itself before an address of one, and the first of
 * several. What was sent, drafts and small versions are not it.
 */
final class ImageSearch {

    /** The beginnings of names, in small letters without separators. */
    private static final Pattern NOT_IT = Pattern.compile(
            "(input|reference|init|sourceimage|mask|control|preview|thumb|partial|draft|request|webhook|polling|status|cancel|callback|doc).*"
                    + "|prompt|revisedprompt|negativeprompt");
    /** Names of what is an address, or may be one. */
    private static final Pattern OF_ADDRESSES = Pattern.compile("(image|file|download|secure|asset|signed|public|media|output|result)?"
            + "(url|uri)s?|href|src|link|samples?");
    private static final Set<String> OF_IMAGES = Set.of("image", "images", "output", "outputs", "result", "results", "data", "content",
            "file", "files", "picture", "artifact", "artifacts", "source", "b64json", "base64", "b64");
    private static final Pattern ADDRESS = Pattern.compile("(?is)\\s*[<\"]?(https?:)?/.*");
    private static final Pattern WHOLE_ADDRESS = Pattern.compile("(?is)\\s*[<\"]?https?://.*");
    private static final Pattern IN_WORDS = Pattern.compile("(?i)!\\[[^\\]]*\\]\\(\\s*<?(https?://[^)>]+)>?\\s*\\)");

    private ImageSearch() {}

    static Optional<ImageSource> find(JsonNode root) {
        return bytes("", root).<ImageSource>map(ImageSource.Bytes::new)
                .or(() -> address("", root).map(ImageSource.Address::new));
    }

    private static Optional<byte[]> bytes(String name, JsonNode node) {
        if (node instanceof BinaryNode binary) {
            return Optional.of(binary.binaryValue());
        }
        return inside(name, node, ImageSearch::bytes);
    }

    private static Optional<String> address(String name, JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            if (OF_ADDRESSES.matcher(name).matches() && ADDRESS.matcher(text).matches()
                    || OF_IMAGES.contains(name) && WHOLE_ADDRESS.matcher(text).matches()) {
                return Optional.of(text);
            }
            Matcher words = IN_WORDS.matcher(text);
            return words.find() ? Optional.of(words.group(1)) : Optional.empty();
        }
        return inside(name, node, ImageSearch::address);
    }

    private interface Search<T> {
        Optional<T> in(String name, JsonNode node);
    }

    /** In a list, each one has the name of the list. */
    private static <T> Optional<T> inside(String name, JsonNode node, Search<T> search) {
        if (node.isArray()) {
            return node.valueStream().flatMap(each -> search.in(name, each).stream()).findFirst();
        }
        if (node.path("thought").asBoolean()) {
            return Optional.empty();
        }
        return node.propertyStream()
                .map(field -> Map.entry(simple(field.getKey()), field.getValue()))
                .filter(field -> !NOT_IT.matcher(field.getKey()).matches())
                .flatMap(field -> search.in(field.getKey(), field.getValue()).stream())
                .findFirst();
    }

    private static String simple(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-. ]", "");
    }
}
