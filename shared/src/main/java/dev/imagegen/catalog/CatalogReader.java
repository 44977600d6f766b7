package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.Tier;
import dev.imagegen.contract.WireEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads the catalogue's JSON. A row that names something that is not there fails at start, not at a request. */
final class CatalogReader {

    private final JsonNode root;
    private final ProviderModelReader providerModels;
    private final PriceReader prices;

    CatalogReader(JsonNode root, JsonNode configured) {
        this.root = root;
        this.providerModels = new ProviderModelReader(root.get("provider_models"), configured);
        this.prices = new PriceReader(root.get("prices"));
    }

    /** @param configured what differs from the built-in models of the providers */
    static Catalog read(String resource, JsonNode configured) {
        try (var in = CatalogReader.class.getResourceAsStream(resource)) {
            return new CatalogReader(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)), configured).catalog();
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue cannot be read", e);
        }
    }

    Catalog catalog() {
        List<Model> models = new ArrayList<>();
        root.get("models").forEach(row -> models.add(model(row)));
        Map<Preference, Long> ceilings = new EnumMap<>(Preference.class);
        root.get("auto_ceilings").properties()
                .forEach(e -> ceilings.put(WireEnum.of(Preference.class, e.getKey()), e.getValue().longValue()));
        return new Catalog(models, ceilings);
    }

    private Model model(JsonNode row) {
        String key = row.get("provider_model").textValue();
        ProviderModel providerModel = providerModels.model(key);
        String price = providerModels.prices(key).orElseGet(() -> row.get("prices").textValue());
        return new Model(
                new ModelName(
                        row.get("family").textValue(),
                        WireEnum.of(Tier.class, row.get("tier").textValue()),
                        row.get("id").textValue()),
                WireEnum.of(Operation.class, row.get("operation").textValue()),
                providerModel,
                sizes(root.get("sizes").get(row.get("sizes").textValue())),
                prices.price(price, providerModel.quality()),
                list(row.get("formats"), n -> WireEnum.of(ImageFormat.class, n.textValue())),
                row.get("max_seed").isNull() ? OptionalLong.empty() : OptionalLong.of(row.get("max_seed").longValue()),
                row.get("reports_seed").booleanValue(),
                row.get("max_prompt").intValue(),
                row.get("max_references").intValue(),
                row.get("usual_seconds").intValue(),
                row.get("quality").intValue(),
                root.get("good_for").get(row.get("family").textValue()).textValue());
    }

    private static SizeTable sizes(JsonNode node) {
        Map<Shape, Pixels> shapes = new LinkedHashMap<>();
        ShapeTable.read(node.get("shapes"), "the sizes").forEach((shape, n) -> shapes.put(shape, Pixels.parse(n.textValue())));
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

    private static <V> List<V> list(JsonNode array, Function<JsonNode, V> value) {
        List<V> result = new ArrayList<>();
        array.forEach(n -> result.add(value.apply(n)));
        return List.copyOf(result);
    }
}
