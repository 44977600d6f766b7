package dev.imagegen.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        return load(configured, OptionalLong.empty());
    }

    /** The same. @param reserved credits for an image whose price nobody publishes; empty for the built-in figure */
    public static Catalog load(JsonNode configured, OptionalLong reserved) {
        return CatalogReader.read("catalog.json", configured, reserved);
    }

    /**
     * The same where the engines of a deployment make the models: whose rules and price hold for a request depends on them.
     *
     * @param engines the names of those that make a model, the preferred one first; none for one that nobody makes there
     */
    public Catalog madeBy(Function<Model, List<String>> engines) {
        return new Catalog(models.stream().map(model -> model.madeBy(engines.apply(model))).toList(), autoCeilings);
    }

    /** The models of one route, in the catalogue's order: those that can be made here, and the others too. */
    public List<Model> models(Operation operation) {
        return models.stream().filter(m -> m.operation() == operation).toList();
    }

    /** The models of one route that some engine of the deployment makes. */
    public List<Model> offered(Operation operation) {
        return models(operation).stream().filter(m -> !m.engines().isEmpty()).toList();
    }

    public Optional<Model> find(String id) {
        return models.stream().filter(m -> m.id().equals(id)).findFirst();
    }

    public Optional<Model> find(Operation operation, String family, Tier tier) {
        return models(operation).stream()
                .filter(m -> m.name().family().equals(family) && m.name().tier().equals(Optional.of(tier)))
                .findFirst();
    }

    /** The ids of all models, of both routes. */
    public List<String> ids() {
        return models.stream().map(Model::id).toList();
    }

    /** The names of the engines that make some model. */
    public Set<String> engines() {
        return models.stream().flatMap(model -> model.engines().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The families by which a model can be named. */
    public List<String> families() {
        return models.stream().filter(m -> m.name().tier().isPresent()).map(m -> m.name().family()).distinct().toList();
    }

    /** The most credits that an automatic choice may cost. */
    public long ceiling(Preference preference) {
        return autoCeilings.get(preference);
    }
}
