package dev.imagegen.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** The providers: what is built in, and over it what a deployment has configured. */
public final class Providers {

    private static final String MODELS = "models";
    private static final String BASE_URL = "base_url";
    private static final String DOMAINS = "domains";
    private static final String ADD_ON = "cloudinary";
    private static final String RESERVED = "reserved_credits";
    private static final String DOMAIN = "[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+|localhost";
    private static final URI NOWHERE = URI.create("none");
    private static final int MOST = 10_000;

    private final ObjectNode providers;
    private final JsonNode configured;
    private final JsonNode models;
    private final Supplier<String> keys;

    private Providers(ObjectNode providers, JsonNode configured, JsonNode models, Supplier<String> keys) {
        this.providers = providers;
        this.configured = configured;
        this.models = models;
        this.keys = keys;
    }

    /**
     * @param configured a JSON object with what differs, for example {@code {"bfl": {"ceiling": 4}, "models": {…}}}; blank for
     *     nothing
     * @param keys gives a JSON object with the key of each provider; it is asked anew for each key
     * @throws IllegalStateException naming the place of what is wrong in {@code configured}
     */
    public static Providers read(String configured, Supplier<String> keys) {
        JsonNode wish = parse(configured);
        ObjectNode providers = builtIn();
        wish.properties().stream()
                .filter(e -> !e.getKey().equals(MODELS))
                .forEach(e -> configure(providers, e.getKey(), e.getValue()));
        JsonNode models = wish.has(MODELS) ? wish.get(MODELS) : Json.object();
        if (!models.isObject()) {
            throw wrong(MODELS, "must be an object");
        }
        return new Providers(providers, wish, models, keys);
    }

    private static JsonNode parse(String configured) {
        if (configured.isBlank()) {
            return Json.object();
        }
        try {
            JsonNode node = Json.parseForeign(configured.getBytes(StandardCharsets.UTF_8));
            if (node.isObject()) {
                return node;
            }
        } catch (ImagegenException e) {
            // Without its cause: it quotes what it could not read, and that may be a key in the wrong place.
            throw new IllegalStateException("ProviderSettings is no JSON object.");
        }
        throw new IllegalStateException("ProviderSettings is no JSON object.");
    }

    private static ObjectNode builtIn() {
        try (var in = Providers.class.getResourceAsStream("providers.json")) {
            return (ObjectNode) Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The providers cannot be read", e);
        }
    }

    private static void configure(ObjectNode providers, String name, JsonNode fields) {
        if (!providers.has(name)) {
            throw wrong(name, "is no provider. There is " + String.join(", ", names(providers)) + ", and models");
        }
        if (!fields.isObject()) {
            throw wrong(name, "must be an object");
        }
        fields.properties().forEach(e -> {
            String place = name + "." + e.getKey();
            List<String> settable = settable(name, providers.get(name));
            if (e.getKey().equals(DOMAINS) && !settable.contains(DOMAINS)) {
                throw wrong(place, "has no effect: no answer of this provider says where to ask, and images are fetched from any address");
            }
            if (!settable.contains(e.getKey())) {
                throw wrong(place, "cannot be set. There is " + String.join(", ", settable));
            }
            ((ObjectNode) providers.get(name)).set(e.getKey(), checked(place, e.getKey(), e.getValue()));
        });
    }

    private static List<String> settable(String name, JsonNode builtIn) {
        List<String> settable = new ArrayList<>(List.of(BASE_URL, "ceiling"));
        if (builtIn.has(DOMAINS)) {
            settable.add(DOMAINS);
        }
        if (name.equals(ADD_ON)) {
            settable.add(RESERVED);
        }
        return settable;
    }

    private static JsonNode checked(String place, String field, JsonNode value) {
        switch (field) {
            case BASE_URL -> checkBase(place, value);
            case "ceiling", RESERVED -> {
                if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1 || value.intValue() > MOST) {
                    throw wrong(place, "must be a whole number from 1 to " + MOST);
                }
            }
            default -> {
                if (!value.isArray() || value.valueStream().anyMatch(v -> !v.asText().matches(DOMAIN))) {
                    throw wrong(place, "must be a list of domains, for example [\"example.com\"]");
                }
            }
        }
        return value;
    }

    /** Keys go there: in clear only to this machine. */
    private static void checkBase(String place, JsonNode value) {
        URI base = value.asText().matches("https?://[a-z0-9.:\\[\\]-]+(/[A-Za-z0-9._-]+)*") ? parsed(value.asText()) : NOWHERE;
        boolean safe = "https".equals(base.getScheme()) || ProviderSettings.LOOPBACK.contains(String.valueOf(base.getHost()));
        if (base.getHost() == null || !safe) {
            throw wrong(place, "must be an address like https://api.example.com, without a slash at its end");
        }
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return NOWHERE;
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What is reserved for an image of the add-on whose price nobody publishes, in credits; empty if it is not configured. */
    public OptionalLong reservedCredits() {
        return providers.get(ADD_ON).path(RESERVED).isMissingNode()
                ? OptionalLong.empty()
                : OptionalLong.of(providers.get(ADD_ON).get(RESERVED).longValue());
    }

    /** What is configured of the providers' models, for the catalogue. */
    public JsonNode models() {
        return models;
    }

    /** The names of all. */
    public List<String> names() {
        return names(providers);
    }

    /** How many images a provider may have in progress at once. */
    public int ceiling(String name) {
        return providers.get(name).get("ceiling").intValue();
    }

    /** A provider's settings; without its key using it fails, and not before. */
    public ProviderSettings of(String name) {
        return of(name, () -> key(name));
    }

    /**
     * The settings of Cloudinary's add-on: it is where the asset store is, unless it is configured to be elsewhere.
     *
     * @param key the asset store's
     */
    public ProviderSettings addOn(URI store, Supplier<String> key) {
        ProviderSettings settings = of(ADD_ON, key);
        return configured.path(ADD_ON).has(BASE_URL) ? settings : settings.at(store);
    }

    /**
     * Checks that each provider that is configured makes something.
     *
     * @param used the names of the engines of this deployment
     * @throws IllegalStateException naming one that is not among them
     */
    public void checkUsed(Set<String> used) {
        names(configured).stream().filter(name -> !name.equals(MODELS) && !used.contains(name)).findFirst().ifPresent(name -> {
            throw wrong(name, "has no effect: this deployment makes no image there. Look at Engine and the engines of the families");
        });
    }

    /** The same with a key from elsewhere. */
    public ProviderSettings of(String name, Supplier<String> key) {
        JsonNode node = providers.get(name);
        return new ProviderSettings(
                URI.create(node.get(BASE_URL).textValue()),
                key,
                node.path(DOMAINS).valueStream().map(JsonNode::textValue).toList(),
                ceiling(name),
                !node.path("unbilled_503").asBoolean());
    }

    private String key(String name) {
        String key = keysNow().path(name).asText("").strip();
        if (key.isEmpty()) {
            throw new EngineException(Failure.CREDENTIALS, "No key for %s is configured.".formatted(name));
        }
        return key;
    }

    private JsonNode keysNow() {
        try {
            return Json.parseForeign(keysText().getBytes(StandardCharsets.UTF_8));
        } catch (EngineException e) {
            throw e;
        } catch (ImagegenException e) {
            // Without its cause, which might quote what it could not read.
            throw new EngineException(Failure.CREDENTIALS, "The keys of the providers are not readable.");
        }
    }

    private String keysText() {
        try {
            return keys.get();
        } catch (RuntimeException e) {
            throw new EngineException(Failure.OVERLOADED, "The keys of the providers could not be fetched.", e);
        }
    }

    private static IllegalStateException wrong(String place, String what) {
        return new IllegalStateException("ProviderSettings: '%s' %s.".formatted(place, what));
    }
}
