package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that the service knows. They are data: a new one is a row of {@code catalog.json}. */
public final class Catalog {

    private final List<Model> models;
    private final Map<Preference, Long> autoCeilings;

    Catalog(List<Model> models, Map<Preference, Long> autoCeilings) {
        this.models = List.copyOf(models);
        this.autoCeilings = Map.copyOf(autoCeilings);
    }

    /** Reads the catalogue that is built into the library. */
    public static Catalog load() {
        return load(Json.object());
    }

    /**
     * The same, with other models of the providers behind it.
     *
     * @param configured by our ids, or by the keys of {@code provider_models}, with the fields that differ, as {@code docs/engines.md}
     *     has them
     * @throws IllegalStateException naming what there is not, or is not known of a model
     */
    public static Catalog load(JsonNode configured) {
        return CatalogReader.read("catalog.json", configured);
    }

    /** The models of one route, in the catalogue's order. */
    public List<Model> models(Operation operation) {
        return models.stream().filter(m -> m.operation() == operation).toList();
    }

    public Optional<Model> find(String id) {
        return models.stream().filter(m -> m.id().equals(id)).findFirst();
    }

    public Optional<Model> find(Operation operation, String family, Tier tier) {
        return models(operation).stream()
                .filter(m -> m.name().family().equals(family) && m.name().tier() == tier)
                .findFirst();
    }

    /** The ids of all models, of both routes. */
    public List<String> ids() {
        return models.stream().map(Model::id).toList();
    }

    public List<String> families() {
        return models.stream().map(m -> m.name().family()).distinct().toList();
    }

    /** The most credits that an automatic choice may cost. */
    public long ceiling(Preference preference) {
        return autoCeilings.get(preference);
    }
}
