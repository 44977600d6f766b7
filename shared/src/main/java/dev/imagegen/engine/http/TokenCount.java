package dev.imagegen.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/** A number of tokens in a provider's answer. */
public final class TokenCount {

    /** More than any image has. With it, no price overflows. */
    private static final long MAX = 1_000_000_000;

    private TokenCount() {}

    /** Empty if it is not there, or is no number of tokens. */
    public static OptionalLong of(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0 && node.longValue() <= MAX
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }
}
