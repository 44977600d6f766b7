package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The providers' models as the catalogue's JSON has them, and over them what a deployment has configured. What makes our own models
 * is kept apart from what is known: a known model may take the place of its own successor.
 */
final class ConfiguredModels {

    private static final Set<String> CONFIGURABLE = Set.of("name", "like", "quality", "seconds", "sizes", "prices", "token_dollars",
            "formats", "max_seed", "reports_seed", "max_prompt", "successor");
    /** The add-on is asked by our ids, and makes what it makes of them. */
    private static final String ADD_ON = "cloudinary";
    private static final Set<String> NOT_OF_ADD_ON = Set.of("name", "like", "quality", "successor");
    private static final List<String> RULES = List.of("sizes", "prices", "formats", "max_seed");

    private final ObjectNode known;
    private final Map<String, String> keysOfIds = new HashMap<>();
    private final ObjectNode serving = Json.object();
    private final Map<String, String> settings = new HashMap<>();

    /**
     * @param known by key
     * @param rows of our own models, each with the key of what makes it
     * @param configured by our ids, or by the keys, with the fields that differ; null takes a field away
     * @throws IllegalStateException naming the key or the field that there is not
     */
    ConfiguredModels(JsonNode known, JsonNode rows, JsonNode configured) {
        this.known = known.deepCopy();
        for (JsonNode row : rows) {
            List<String> keys = Stream.of("provider_model", "add_on").map(field -> row.path(field).textValue())
                    .filter(Objects::nonNull).toList();
            keysOfIds.put(row.get("id").textValue(), keys.getFirst());
            keys.forEach(key -> serving.set(key, known.get(key).deepCopy()));
        }
        configured.properties().forEach(e -> {
            String key = key(e.getKey());
            String other = settings.put(key, e.getKey());
            if (other != null) {
                throw wrong(e.getKey(), "is the same model as 'models.%s': write one of them".formatted(other));
            }
            configure(e.getKey(), (ObjectNode) (serving.has(key) ? serving : this.known).get(key), e.getValue());
        });
    }

    /** What makes our models. @param key as the rows have it */
    JsonNode serving(String key) {
        return serving.get(key);
    }

    /** What the deployment calls a key in its settings. */
    String setting(String key) {
        return settings.getOrDefault(key, key);
    }

    /** What takes the place of a retired one; empty if there is no such model. */
    Optional<JsonNode> successor(String key) {
        return Optional.ofNullable(known.get(key));
    }

    /** The key that a setting means. One that makes none of our models any more stands for what has taken its place. */
    private String key(String setting) {
        if (keysOfIds.containsKey(setting) && !setting.endsWith("-edit")) {
            return keysOfIds.get(setting);
        }
        if (!known.has(setting)) {
            throw wrong(setting, "is no model. There is " + String.join(", ", ids()));
        }
        List<String> reached = serving.propertyStream().flatMap(e -> chain(e.getKey())).toList();
        return chain(setting).filter(reached::contains).findFirst().orElseThrow(() -> wrong(setting,
                "has no effect: it makes none of our models. Say which one it is to make, as in \"%s\": {\"name\": \"%s\"}"
                        .formatted(ids().stream().filter(id -> sameProvider(keysOfIds.get(id), setting)).findFirst().orElseThrow(),
                                setting)));
    }

    private boolean sameProvider(String key, String other) {
        return known.get(key).get("provider").equals(known.get(other).get("provider"));
    }

    private List<String> ids() {
        return keysOfIds.keySet().stream().filter(id -> !id.endsWith("-edit")).sorted().toList();
    }

    private Stream<String> chain(String key) {
        return Stream.iterate(key, k -> k != null && known.has(k), k -> known.get(k).path("successor").textValue());
    }

    private void configure(String setting, ObjectNode model, JsonNode fields) {
        if (!fields.isObject()) {
            throw wrong(setting, "must be an object");
        }
        fields.fieldNames().forEachRemaining(field -> {
            if (NOT_OF_ADD_ON.contains(field) && model.path("provider").asText().equals(ADD_ON)) {
                throw wrong(setting + "." + field, "has no effect: Cloudinary's add-on is asked for this model by our id");
            }
            if (!CONFIGURABLE.contains(field)) {
                throw wrong(setting + "." + field, "cannot be set. There is "
                        + String.join(", ", CONFIGURABLE.stream().sorted().toList()));
            }
        });
        takeOver(setting, model, fields);
        fields.properties().stream().filter(e -> !e.getKey().equals("like")).forEach(e -> {
            if (e.getValue().isNull()) {
                model.remove(e.getKey());
            } else {
                model.set(e.getKey(), e.getValue());
            }
        });
    }

    /** Another name is another model: what is known of it takes the place of what was, and nothing may be left unknown. */
    private void takeOver(String setting, ObjectNode model, JsonNode fields) {
        String name = fields.path("name").asText("");
        String provider = model.path("provider").asText();
        Optional<JsonNode> rules = fields.has("like")
                ? Optional.of(find(fields.get("like").asText(""), provider, fields)
                        .orElseThrow(() -> wrong(setting + ".like", "must be " + oneOf(provider))))
                : find(name, provider, fields);
        boolean sameName = !fields.path("name").isTextual() || name.equals(model.path("name").asText());
        if (rules.isPresent() && (fields.has("like") || !sameName)) {
            JsonNode before = model.get("name");
            model.removeAll();
            model.setAll((ObjectNode) rules.get());
            model.set("name", before);
        } else if (!sameName && !name.isBlank()) {
            List<String> missing = RULES.stream().filter(rule -> !fields.has(rule)).toList();
            if (!missing.isEmpty()) {
                throw wrong(setting + ".name", ("is a model that is not known here: %s missing. Write them, or write whose they are,"
                        + " as \"like\": %s").formatted(String.join(", ", missing) + (missing.size() == 1 ? " is" : " are"),
                        oneOf(provider)));
            }
            model.remove(List.of("successor", "reports_seed", "token_dollars"));
        }
    }

    private Optional<JsonNode> find(String name, String provider, JsonNode fields) {
        List<JsonNode> all = known.propertyStream()
                .filter(e -> e.getValue().path("provider").asText().equals(provider))
                .filter(e -> e.getKey().equals(name) || e.getValue().path("name").asText().equals(name))
                .map(Map.Entry::getValue)
                .toList();
        return all.stream().filter(model -> model.path("quality").equals(fields.path("quality"))).findFirst()
                .or(() -> all.stream().findFirst());
    }

    private String oneOf(String provider) {
        return String.join(" or ", known.propertyStream()
                .filter(e -> e.getValue().path("provider").asText().equals(provider))
                .map(e -> "\"" + e.getKey() + "\"")
                .toList());
    }

    static IllegalStateException wrong(String place, String what) {
        return new IllegalStateException("ProviderSettings: 'models.%s' %s.".formatted(place, what));
    }
}
