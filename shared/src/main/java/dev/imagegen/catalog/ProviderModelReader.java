package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how providers know our models: what is built in, and over it what a deployment has configured. */
final class ProviderModelReader {

    private static final Set<String> CONFIGURABLE = Set.of("name", "quality", "seconds", "token_dollars", "prices", "successor");

    private final ObjectNode models;

    /**
     * @param builtIn by key
     * @param configured by the same keys, with the fields that differ; null takes a field away
     * @throws IllegalStateException naming the key or the field that there is not
     */
    ProviderModelReader(JsonNode builtIn, JsonNode configured) {
        this.models = builtIn.deepCopy();
        configured.properties().forEach(e -> configure(e.getKey(), e.getValue()));
    }

    private void configure(String key, JsonNode fields) {
        if (!models.has(key)) {
            throw wrong("models." + key, "is no model of a provider. There is " + String.join(", ", names(models)));
        }
        if (!fields.isObject()) {
            throw wrong("models." + key, "must be an object");
        }
        ObjectNode model = (ObjectNode) models.get(key);
        if (!fields.path("name").asText("").isBlank() && fields.get("name").isTextual()) {
            rename(key, model, fields);
        }
        fields.properties().forEach(e -> {
            if (!CONFIGURABLE.contains(e.getKey())) {
                throw wrong("models." + key + "." + e.getKey(), "cannot be set. There is "
                        + String.join(", ", CONFIGURABLE.stream().sorted().toList()));
            }
            if (e.getValue().isNull()) {
                model.remove(e.getKey());
            } else {
                model.set(e.getKey(), e.getValue());
            }
        });
    }

    /** Another name is another model: what is known of it takes the place of what was, and its price has to be known. */
    private void rename(String key, ObjectNode model, JsonNode fields) {
        String name = fields.get("name").asText();
        Optional<JsonNode> known = models.properties().stream()
                .map(Map.Entry::getValue)
                .filter(other -> other.path("name").asText().equals(name) && other.path("provider").equals(model.path("provider")))
                .findFirst();
        if (known.isPresent()) {
            known.get().properties().forEach(e -> model.set(e.getKey(), e.getValue()));
        } else if (!fields.has("prices") || model.has("token_dollars") && !fields.has("token_dollars")) {
            throw wrong("models." + key, "with a new name needs the 'prices' of that model, a key of the price book%s".formatted(
                    model.has("token_dollars") ? ", and its 'token_dollars'" : ""));
        }
    }

    /** The key of a model's price in the price book; empty if that is the one of the catalogue's row. */
    Optional<String> prices(String key) {
        return text(models.get(key), "prices", "models." + key);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** @throws IllegalStateException naming the field that is missing or of a wrong type */
    ProviderModel model(String key) {
        return model(key, List.of());
    }

    private ProviderModel model(String key, List<String> before) {
        String place = "models." + key;
        if (!models.has(key) || before.contains(key)) {
            throw wrong(place, "is no model of a provider, or its own successor");
        }
        List<String> chain = new ArrayList<>(before);
        chain.add(key);
        JsonNode node = models.get(key);
        return new ProviderModel(
                text(node, "provider", place).orElseThrow(() -> wrong(place + ".provider", "is missing")),
                text(node, "name", place).orElseThrow(() -> wrong(place + ".name", "is missing")),
                text(node, "quality", place),
                Duration.ofSeconds(seconds(node.path("seconds"), place)),
                Optional.ofNullable(node.get("token_dollars")).map(tokens -> tokens(tokens, place)),
                text(node, "successor", place).map(next -> successor(next, node, chain)));
    }

    private ProviderModel successor(String key, JsonNode of, List<String> chain) {
        ProviderModel successor = model(key, chain);
        if (!successor.provider().equals(of.path("provider").asText())) {
            throw wrong("models." + key, "is of another provider, so it cannot be a successor");
        }
        return successor;
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

    private static long seconds(JsonNode value, String place) {
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1 || value.intValue() > 480) {
            throw wrong(place + ".seconds", "must be a whole number from 1 to 480, for the worker has ten minutes");
        }
        return value.longValue();
    }

    private static TokenPrices tokens(JsonNode node, String place) {
        return new TokenPrices(dollars(node, "text_in", place), dollars(node, "image_in", place), dollars(node, "out", place));
    }

    private static BigDecimal dollars(JsonNode node, String name, String place) {
        JsonNode value = node.path(name);
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
            throw wrong(place + ".token_dollars." + name, "must be a number of 0 or more");
        }
        return value.decimalValue();
    }

    private static IllegalStateException wrong(String place, String what) {
        return new IllegalStateException("ProviderSettings: '%s' %s.".formatted(place, what));
    }
}
