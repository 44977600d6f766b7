package dev.imagegen.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** Numbers in a provider's answer. What is none, or none that can be meant, is not there. */
public final class ForeignNumber {

    /** A million dollars is no price of an image. */
    private static final double MOST = 1e12;

    private ForeignNumber() {}

    /** A whole number, for example a seed. */
    public static OptionalLong whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
    }

    /**
     * A price in millionths of a dollar, rounded up.
     *
     * @param unit how many millionths one of the provider's units has
     */
    public static OptionalLong microDollars(JsonNode node, long unit) {
        double given = node.asDouble(-1);
        if (!node.isNumber() || !(given >= 0 && given * unit <= MOST)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(BigDecimal.valueOf(given)
                .multiply(BigDecimal.valueOf(unit))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    }
}
