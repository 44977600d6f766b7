package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Requests for the resolver, each a step from the simplest one. */
record Wishes(
        Operation operation, String prompt, ModelSelection model, ImageSize size, ImageFormat format, OptionalLong seed,
        ReferenceSizes sizes) {

    private static final Catalog CATALOG = Catalog.load();
    private static final ModelSelection.ByFamily DEFAULT = new ModelSelection.ByFamily("nano-banana", Tier.STANDARD);
    private static final Resolver RESOLVER = new Resolver(CATALOG, DEFAULT, model -> true);

    /** A lamp by text to image, with all defaults. */
    static Wishes lamp() {
        return new Wishes(Operation.TEXT_TO_IMAGE, "a lamp", null, null, ImageFormat.PNG, OptionalLong.empty(), ReferenceSizes.NONE);
    }

    /** A lamp by image to image. */
    static Wishes edit(int references) {
        return edit(ReferenceSizes.unknown(references));
    }

    /** The same with references whose sizes are known. */
    static Wishes edit(ReferenceSizes sizes) {
        return new Wishes(Operation.IMAGE_TO_IMAGE, "a lamp", null, null, ImageFormat.PNG, OptionalLong.empty(), sizes);
    }

    Wishes prompt(String text) {
        return new Wishes(operation, text, model, size, format, seed, sizes);
    }

    Wishes by(ModelSelection selection) {
        return new Wishes(operation, prompt, selection, size, format, seed, sizes);
    }

    Wishes by(String id) {
        return by(new ModelSelection.ById(id));
    }

    Wishes sized(ImageSize wish) {
        return new Wishes(operation, prompt, model, wish, format, seed, sizes);
    }

    Wishes sized(String pixels) {
        return sized(ImageSize.Pixels.parse(pixels));
    }

    Wishes sized(AspectRatio ratio, Resolution resolution) {
        return sized(new ImageSize.Shape(ratio, resolution));
    }

    Wishes as(ImageFormat wish) {
        return new Wishes(operation, prompt, model, size, wish, seed, sizes);
    }

    Wishes seed(long wish) {
        return new Wishes(operation, prompt, model, size, format, OptionalLong.of(wish), sizes);
    }

    Resolved resolved() {
        return RESOLVER.resolve(request(), sizes, AllowedModels.ALL);
    }

    /** While only some models can be made. */
    Resolved resolvedWhere(Predicate<Model> well) {
        return new Resolver(CATALOG, DEFAULT, well).resolve(request(), sizes, AllowedModels.ALL);
    }

    /** By a key that may use some models only. */
    Resolved resolvedWith(String... allowed) {
        return RESOLVER.resolve(request(), sizes, new AllowedModels(List.of(allowed)));
    }

    /** Where these engines make the models. */
    Resolved resolvedIn(Catalog catalog) {
        return new Resolver(catalog, DEFAULT, model -> true).resolve(request(), sizes, AllowedModels.ALL);
    }

    PublicError refusalIn(Catalog catalog) {
        return assertThrows(ImagegenException.class, () -> resolvedIn(catalog)).error();
    }

    PublicError refusalWith(String... allowed) {
        return assertThrows(ImagegenException.class, () -> resolvedWith(allowed)).error();
    }

    int references() {
        return sizes.count();
    }

    private GenerationRequest request() {
        return new GenerationRequest(
                operation, prompt, Optional.ofNullable(model), Optional.ofNullable(size), format, Target.DEFAULT, seed, false,
                Optional.empty(), pictures(), false, OptionalInt.empty());
    }

    PublicError refusal() {
        return assertThrows(ImagegenException.class, this::resolved).error();
    }

    /** What is told to the caller, without severities. */
    List<String> notices() {
        return resolved().notices().stream().map(n -> n.text()).toList();
    }

    private List<ReferenceImage> pictures() {
        return Collections.nCopies(sizes.count(), new ReferenceImage.ByAssetId("4b7c0d1e2f3a495867768594a3b2c1d0"));
    }
}
