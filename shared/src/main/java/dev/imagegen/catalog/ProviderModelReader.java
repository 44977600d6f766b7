package dev.imagegen.catalog;

import static dev.imagegen.catalog.ConfiguredModels.wrong;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.WireEnum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads how providers know our models, and what these take and give. */
final class ProviderModelReader {

    private static final int LONGEST = 480;
    private static final int LONGEST_PROMPT = 16_384;

    private final ConfiguredModels models;
    private final SizeReader sizes;
    private final PriceReader prices;

    ProviderModelReader(ConfiguredModels models, SizeReader sizes, PriceReader prices) {
        this.models = models;
        this.sizes = sizes;
        this.prices = prices;
    }

    /**
     * What makes our models.
     *
     * @param key as their rows have it
     * @throws IllegalStateException naming the field that is missing or of a wrong type
     */
    ProviderModel model(String key) {
        return model(models.serving(key), models.setting(key), List.of());
    }

    /** @param before the names of those whose successor it is */
    private ProviderModel model(JsonNode node, String place, List<String> before) {
        String name = text(node, "name", place).orElseThrow(() -> wrong(place + ".name", "is missing"));
        if (before.contains(name)) {
            throw wrong(place, "is its own successor");
        }
        Optional<String> quality = text(node, "quality", place);
        Optional<JsonNode> dollars = Optional.ofNullable(node.get("token_dollars"));
        dollars.ifPresent(d -> Stream.of("text_in", "image_in", "out").forEach(field -> number(d, field, place)));
        Price price = read(place + ".prices", () -> prices.price(node.path("prices"), quality, dollars));
        if (dollars.isPresent() && !(price.rule() instanceof PriceRule.PerToken)) {
            throw wrong(place + ".token_dollars", "has no effect: by its 'prices' this model is not billed by tokens");
        }
        List<String> chain = Stream.concat(before.stream(), Stream.of(name)).toList();
        return new ProviderModel(
                node.get("provider").textValue(),
                name,
                quality,
                Duration.ofSeconds(whole(node, "seconds", place, 1, LONGEST)),
                read(place + ".sizes", () -> sizes.sizes(node.path("sizes"))),
                price,
                formats(node.path("formats"), place),
                seeds(node, place),
                (int) whole(node, "max_prompt", place, 1, LONGEST_PROMPT),
                text(node, "successor", place).map(next -> successor(next, node, place, chain)));
    }

    private static <T> T read(String place, Supplier<T> what) {
        try {
            return what.get();
        } catch (IllegalStateException e) {
            throw wrong(place, "cannot be read: " + e.getMessage().replaceFirst("\\.$", ""));
        }
    }

    private ProviderModel successor(String key, JsonNode of, String place, List<String> chain) {
        JsonNode successor = models.successor(key).orElseThrow(() -> wrong(place + ".successor", "is no model of a provider"));
        if (!successor.get("provider").equals(of.get("provider"))) {
            throw wrong(place + ".successor", "is a model of another provider");
        }
        return model(successor, models.setting(key), chain);
    }

    private static List<ImageFormat> formats(JsonNode node, String place) {
        List<ImageFormat> formats = new ArrayList<>();
        node.forEach(word -> formats.add(WireEnum.find(ImageFormat.class, word.asText(""))
                .orElseThrow(() -> wrong(place + ".formats", "must be a list of png, jpeg and webp"))));
        if (formats.isEmpty()) {
            throw wrong(place + ".formats", "must be a list of png, jpeg and webp");
        }
        return formats;
    }

    private static Seeds seeds(JsonNode node, String place) {
        OptionalLong most = node.has("max_seed")
                ? OptionalLong.of(whole(node, "max_seed", place, 0, Long.MAX_VALUE - 1))
                : OptionalLong.empty();
        JsonNode reports = node.path("reports_seed");
        if (!reports.isMissingNode() && !reports.isBoolean()) {
            throw wrong(place + ".reports_seed", "must be true or false");
        }
        return new Seeds(most, reports.asBoolean(false));
    }

    private static Optional<String> text(JsonNode node, String name, String place) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(place + "." + name, "must be a text");
        }
        return Optional.of(value.textValue());
    }

    private static long whole(JsonNode node, String name, String place, long least, long most) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
            throw wrong(place + "." + name, "must be a whole number from %d to %d".formatted(least, most));
        }
        return value.longValue();
    }

    private static void number(JsonNode dollars, String name, String place) {
        JsonNode value = dollars.path(name);
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
            throw wrong(place + ".token_dollars." + name, "must be a number of 0 or more");
        }
    }
}
