package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.Tier;
import dev.imagegen.contract.WireEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads the catalogue's JSON. A row that names something that is not there fails at start, not at a request. */
final class CatalogReader {

    private static final String ANY = "*";

    private final JsonNode root;

    private CatalogReader(JsonNode root) {
        this.root = root;
    }

    static Catalog read(String resource) {
        try (var in = CatalogReader.class.getResourceAsStream(resource)) {
            return new CatalogReader(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))).catalog();
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue cannot be read", e);
        }
    }

    private Catalog catalog() {
        List<Model> models = new ArrayList<>();
        root.get("models").forEach(row -> models.add(model(row)));
        Map<Preference, Long> ceilings = new EnumMap<>(Preference.class);
        root.get("auto_ceilings").properties()
                .forEach(e -> ceilings.put(WireEnum.of(Preference.class, e.getKey()), e.getValue().longValue()));
        return new Catalog(models, ceilings);
    }

    private Model model(JsonNode row) {
        return new Model(
                new ModelName(
                        row.get("family").textValue(),
                        WireEnum.of(Tier.class, row.get("tier").textValue()),
                        row.get("id").textValue()),
                WireEnum.of(Operation.class, row.get("operation").textValue()),
                providerModel(row.get("provider_model").textValue()),
                sizes(root.get("sizes").get(row.get("sizes").textValue())),
                price(root.get("prices").get(row.get("prices").textValue())),
                list(row.get("formats"), n -> WireEnum.of(ImageFormat.class, n.textValue())),
                row.get("max_seed").isNull() ? OptionalLong.empty() : OptionalLong.of(row.get("max_seed").longValue()),
                row.get("reports_seed").booleanValue(),
                row.get("max_prompt").intValue(),
                row.get("max_references").intValue(),
                row.get("usual_seconds").intValue(),
                row.get("quality").intValue());
    }

    private ProviderModel providerModel(String key) {
        JsonNode node = root.get("provider_models").required(key);
        return new ProviderModel(
                node.get("provider").textValue(),
                node.get("name").textValue(),
                Optional.ofNullable(node.get("quality")).map(JsonNode::textValue),
                Duration.ofSeconds(node.get("seconds").longValue()),
                Optional.ofNullable(node.get("token_dollars")).map(CatalogReader::tokenPrices),
                Optional.ofNullable(node.get("successor")).map(next -> providerModel(next.textValue())));
    }

    private static TokenPrices tokenPrices(JsonNode node) {
        return new TokenPrices(
                node.get("text_in").decimalValue(), node.get("image_in").decimalValue(), node.get("out").decimalValue());
    }

    private static SizeTable sizes(JsonNode node) {
        Map<Shape, Pixels> shapes = byShape(node.get("shapes"), n -> Pixels.parse(n.textValue()));
        return new SizeTable(shapes, exact(node.get("exact"), List.copyOf(shapes.values())));
    }

    private static ExactRule exact(JsonNode node, List<Pixels> shapes) {
        return switch (node.get("rule").textValue()) {
            case "free" -> new ExactRule.Free(
                    node.get("multiple").intValue(),
                    node.get("min_side").intValue(),
                    node.get("max_side").intValue(),
                    node.get("min_pixels").longValue(),
                    node.get("max_pixels").longValue(),
                    node.get("max_ratio").doubleValue());
            case "list" -> new ExactRule.Listed(list(node.get("sizes"), n -> Pixels.parse(n.textValue())));
            case "shapes" -> new ExactRule.OfShapes(shapes);
            default -> throw new IllegalStateException("The catalogue names no such rule: " + node.get("rule"));
        };
    }

    private static Price price(JsonNode node) {
        return new Price(
                byShape(node.get("cents"), JsonNode::decimalValue), node.get("cents_per_reference").decimalValue());
    }

    /** A table of tiers and ratios, in which {@code *} stands for all that are not named. */
    private static <V> Map<Shape, V> byShape(JsonNode table, Function<JsonNode, V> value) {
        Map<Shape, V> result = new LinkedHashMap<>();
        for (Resolution resolution : Resolution.values()) {
            JsonNode row = namedOrAny(table, resolution.wireName());
            for (AspectRatio ratio : AspectRatio.values()) {
                result.put(new Shape(ratio, resolution), value.apply(namedOrAny(row, ratio.wireName())));
            }
        }
        return result;
    }

    private static JsonNode namedOrAny(JsonNode node, String name) {
        return node.has(name) ? node.get(name) : node.required(ANY);
    }

    private static <V> List<V> list(JsonNode array, Function<JsonNode, V> value) {
        List<V> result = new ArrayList<>();
        array.forEach(n -> result.add(value.apply(n)));
        return List.copyOf(result);
    }
}
