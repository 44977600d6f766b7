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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads the catalogue's JSON. A row that names something that is not there fails at start, not at a request. */
final class CatalogReader {

    private final JsonNode root;
    private final ProviderModelReader providerModels;

    CatalogReader(JsonNode root, JsonNode configured) {
        this(root, configured, OptionalLong.empty());
    }

    /** @param reserved credits for an image whose price nobody publishes; empty for the built-in figure */
    CatalogReader(JsonNode root, JsonNode configured, OptionalLong reserved) {
        this.root = root;
        reserved.ifPresent(credits -> root.withObject("/prices/reserved/cents").putObject("*").put("*", credits));
        this.providerModels = new ProviderModelReader(
                new ConfiguredModels(root.get("provider_models"), root.get("models"), configured),
                new SizeReader(root.get("sizes")),
                new PriceReader(root.get("prices")));
    }

    /** @param configured what differs from the built-in models of the providers */
    static Catalog read(String resource, JsonNode configured, OptionalLong reserved) {
        try (var in = CatalogReader.class.getResourceAsStream(resource)) {
            return new CatalogReader(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)), configured, reserved).catalog();
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

    private static OptionalInt number(JsonNode row, String field) {
        return row.has(field) ? OptionalInt.of(row.get(field).intValue()) : OptionalInt.empty();
    }

    private Model model(JsonNode row) {
        Optional<ProviderModel> direct = Optional.ofNullable(row.path("provider_model").textValue()).map(providerModels::model);
        return new Model(
                new ModelName(
                        row.get("family").textValue(),
                        WireEnum.find(Tier.class, row.get("tier").textValue()),
                        row.get("id").textValue()),
                WireEnum.of(Operation.class, row.get("operation").textValue()),
                direct,
                Optional.ofNullable(row.path("add_on").textValue()).map(providerModels::model),
                direct.map(ProviderModel::provider).stream().toList(),
                row.get("max_references").intValue(),
                number(row, "usual_seconds"),
                number(row, "quality"),
                root.get("good_for").get(row.get("family").textValue()).textValue());
    }
}
