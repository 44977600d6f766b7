package dev.imagegen.aws;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Short words for the table's values. */
final class Attributes {

    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** The key of an item: its kind and id, and its part. */
    static Map<String, AttributeValue> key(String kind, String id, String part) {
        return Map.of("pk", text(kind + "#" + id), "sk", text(part));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return item.get(name).s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(v -> Long.parseLong(v.n())).orElse(0L);
    }

    static OptionalLong optionalNumber(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.n()));
    }

    static OptionalInt optionalInt(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value.n()));
    }
}
