package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.Operation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A row of the catalogue: a model as callers name it.
 *
 * @param direct what makes it at its own provider; empty for one that only Cloudinary's add-on makes
 * @param addOn what makes it in the add-on, where that has rules or prices of its own
 * @param engines the names of those that make it in this deployment, the preferred one first
 * @param maxReferences 0 for text to image
 * @param usualSeconds how long an image usually takes, as far as that is known
 * @param quality a rank, 1 to 10, for choosing among models; one without it is never chosen
 * @param goodFor some words for a menu
 */
public record Model(
        ModelName name,
        Operation operation,
        Optional<ProviderModel> direct,
        Optional<ProviderModel> addOn,
        List<String> engines,
        int maxReferences,
        OptionalInt usualSeconds,
        OptionalInt quality,
        String goodFor) {

    public Model {
        engines = List.copyOf(engines);
        if (direct.isEmpty() && addOn.isEmpty()) {
            throw new IllegalArgumentException("Nothing makes " + name.id());
        }
    }

    /** The same where these engines make it. */
    Model madeBy(List<String> names) {
        return new Model(name, operation, direct, addOn, names, maxReferences, usualSeconds, quality, goodFor);
    }

    /** The same where its provider makes it with another model: the one that has taken the place of a retired one. */
    public Model with(ProviderModel successor) {
        return new Model(name, operation, Optional.of(successor), addOn, engines, maxReferences, usualSeconds, quality, goodFor);
    }

    public String id() {
        return name.id();
    }

    /** What an engine makes it with. */
    public ProviderModel by(String engine) {
        return addOn.filter(model -> model.provider().equals(engine)).or(() -> direct).or(() -> addOn).orElseThrow();
    }

    /** What the preferred engine makes it with: its rules and its price are those of a request. */
    public ProviderModel providerModel() {
        return by(engines.isEmpty() ? "" : engines.getFirst());
    }

    /** All that may make it. */
    public Stream<ProviderModel> providerModels() {
        return Stream.concat(direct.stream(), addOn.stream());
    }

    public SizeTable sizes() {
        return providerModel().sizes();
    }

    public Seeds seeds() {
        return providerModel().seeds();
    }

    /** The price of one image, in credits: as much as it can come to, where the references are not known yet. */
    public long credits(Pixels size, ReferenceSizes references, String prompt) {
        return providerModel().price().credits(providerModel().priced(size, references, prompt));
    }
}
