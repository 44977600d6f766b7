package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;

/** Reads the catalogue's JSON. A row that names something that is not there fails at start, not at a request. */
final class CatalogReader {

    private final JsonNode root;
    private final ProviderModelReader providerModels;

    CatalogReader(JsonNode root, JsonNode configured) {
        this.root = root;
        this.providerModels = new ProviderModelReader(
                new ConfiguredModels(root.get("provider_models"), root.get("models"), configured),
                new SizeReader(root.get("sizes")),
                new PriceReader(root.get("prices")));
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
        return new Model(
                new ModelName(
                        row.get("family").textValue(),
                        WireEnum.of(Tier.class, row.get("tier").textValue()),
                        row.get("id").textValue()),
                WireEnum.of(Operation.class, row.get("operation").textValue()),
                providerModels.model(row.get("provider_model").textValue()),
                row.get("max_references").intValue(),
                row.get("usual_seconds").intValue(),
                row.get("quality").intValue(),
                root.get("good_for").get(row.get("family").textValue()).textValue());
    }
}
