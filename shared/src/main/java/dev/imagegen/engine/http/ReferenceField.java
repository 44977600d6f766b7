package dev.imagegen.engine.http;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that providers have for reference images: {@code input_image_2} counts from 1, and {@code image[0]} or
 * {@code images.0.image_url} from 0.
 */
final class ReferenceField {

    private static final Pattern NAME = Pattern.compile(
            "(?i)(?:input_|reference_|init_|source_)?images?(?:_url)?(?:_(?<one>\\d{1,2})|(?:\\[|\\.)(?<zero>\\d{1,2})\\b.*|\\[\\])?");

    private ReferenceField() {}

    static boolean isOne(String field) {
        return NAME.matcher(field).matches();
    }

    /** Which one it is, from 0; empty if the name does not say. */
    static OptionalInt index(String field) {
        Matcher matcher = NAME.matcher(field);
        if (!matcher.matches() || field.endsWith("[]")) {
            return OptionalInt.empty();
        }
        if (matcher.group("zero") != null) {
            return OptionalInt.of(Integer.parseInt(matcher.group("zero")));
        }
        return OptionalInt.of(matcher.group("one") == null ? 0 : Math.max(0, Integer.parseInt(matcher.group("one")) - 1));
    }
}
