package dev.imagegen.catalog;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.SizeAsked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Resolves a request against the catalogue: which model, how large, in which format, at what price. */
public final class Resolver {

    private static final ImageSize DEFAULT_SIZE = new Shape(AspectRatio.SQUARE, Resolution.ONE_K);

    private final ModelChoice choice;

    /**
     * @param byDefault what serves a request that names no model
     * @param well whether a model can be made just now: an automatic choice leaves the others out, unless there is no other
     */
    public Resolver(Catalog catalog, ModelSelection.ByFamily byDefault, Predicate<Model> well) {
        this(catalog, byDefault, well, UnaryOperator.identity());
    }

    /** The same. @param today a model as it is made now, where its provider has retired what makes it otherwise */
    public Resolver(
            Catalog catalog, ModelSelection.ByFamily byDefault, Predicate<Model> well, UnaryOperator<Model> today) {
        this.choice = new ModelChoice(catalog, byDefault, well, today);
    }

    /**
     * What a request comes to.
     *
     * @param references of the request: for those whose size is not known the largest is reserved
     * @throws ImagegenException a 400 if there is no such model, or the model does not take the prompt or so many references;
     *     a 403 if it is not among those that are allowed
     */
    public Resolved resolve(GenerationRequest request, ReferenceSizes references, AllowedModels allowed) {
        ImageSize wish = request.imageSize().orElse(DEFAULT_SIZE);
        Model model = choice.of(request, wish, references, allowed);
        checkBounds(request, model);
        List<Notice> notices = new ArrayList<>();
        if (request.model().isEmpty()) {
            notices.add(Notice.info("No model was named: %s was used.".formatted(model.id())));
        }
        Pixels size = size(wish, model, notices);
        ImageFormat format = format(request.format(), model, notices);
        OptionalLong seed = seed(request.seed(), model, notices);
        Optional<SizeAsked> asked = model.sizes().known() ? Optional.empty() : Optional.of(new SizeAsked(request.imageSize()));
        return new Resolved(model, size, asked, format, seed, model.credits(size, references, request.prompt()), notices);
    }

    private static void checkBounds(GenerationRequest request, Model model) {
        int length = request.promptLength();
        int most = model.providerModel().maxPrompt();
        if (length > most) {
            throw ImagegenException.invalid("prompt", "'prompt' may have %d characters at most with %s, not %d."
                    .formatted(most, model.id(), length));
        }
        int references = request.references().size();
        if (request.operation() == Operation.IMAGE_TO_IMAGE && references > model.maxReferences()) {
            throw ImagegenException.invalid("reference_images", "%s takes %d reference image%s at most, not %d."
                    .formatted(model.id(), model.maxReferences(), model.maxReferences() == 1 ? "" : "s", references));
        }
    }

    /** Where the sizes of a model are not known, what it makes of the wish is told when the image is there. */
    private static Pixels size(ImageSize wish, Model model, List<Notice> notices) {
        Pixels size = model.sizes().closest(wish);
        if (model.sizes().known() && !wish.metBy(size)) {
            notices.add(Notice.info("The size was adjusted: %s was asked for, %s makes %s.".formatted(wish, model.id(), size)));
        }
        return size;
    }

    private static ImageFormat format(ImageFormat wish, Model model, List<Notice> notices) {
        ImageFormat format = model.providerModel().format(wish);
        if (format != wish) {
            notices.add(Notice.info("The format was adjusted: %s does not make %s, the image is %s."
                    .formatted(model.id(), wish.wireName(), format.wireName())));
        }
        return format;
    }

    private static OptionalLong seed(OptionalLong wish, Model model, List<Notice> notices) {
        OptionalLong seed = model.seeds().used(wish);
        if (seed.isPresent() && !seed.equals(wish)) {
            notices.add(Notice.info("The seed was adjusted: %s takes seeds up to %d, so %d became %d.".formatted(
                    model.id(), model.seeds().most().orElseThrow(), wish.getAsLong(), seed.getAsLong())));
        }
        return seed;
    }
}
