package dev.imagegen.catalog;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.ModelName;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Finds the model that a request means. */
final class ModelChoice {

    /** What {@code _fast} leaves out, in seconds. */
    private static final int FAST = 30;

    private final Catalog catalog;
    private final ModelSelection.ByFamily byDefault;
    private final Predicate<Model> well;
    private final UnaryOperator<Model> today;

    ModelChoice(
            Catalog catalog, ModelSelection.ByFamily byDefault, Predicate<Model> well, UnaryOperator<Model> today) {
        this.catalog = catalog;
        this.byDefault = byDefault;
        this.well = well;
        this.today = today;
    }

    /** @throws ImagegenException a 400 that says which models there are, or a 403 that says which are allowed */
    Model of(GenerationRequest request, ImageSize size, ReferenceSizes references, AllowedModels allowed) {
        Model model = switch (request.model().orElse(byDefault)) {
            case ModelSelection.ById(String id) -> today.apply(byId(request.operation(), id));
            case ModelSelection.ByFamily family -> today.apply(byFamily(request.operation(), family));
            case ModelSelection.Auto(Preference preference) -> auto(request, size, references, preference, allowed);
        };
        if (!allowed.allows(model)) {
            throw notAllowed(request.operation(), allowed, request.model().isEmpty()
                    ? "No model was named, and this key may not use the default, %s.".formatted(model.id())
                    : "This key may not use %s.".formatted(model.id()));
        }
        return model;
    }

    private ImagegenException notAllowed(Operation operation, AllowedModels allowed, String reason) {
        List<String> ids = catalog.offered(operation).stream().filter(allowed::allows).map(Model::id).toList();
        String instead = ids.isEmpty()
                ? "It may use no model of %s.".formatted(operation.wireName())
                : "For %s it may use %s.".formatted(operation.wireName(), String.join(", ", ids));
        return new ImagegenException(
                new PublicError(ErrorCode.MODEL_NOT_ALLOWED, reason + " " + instead, Map.of("field", "model", "allowed", ids)));
    }

    private Model byId(Operation operation, String id) {
        List<String> ids = catalog.offered(operation).stream().map(Model::id).toList();
        Model model = catalog.find(id)
                .filter(m -> m.operation() == operation)
                .orElseThrow(() -> unknown("model.id", wrongId(operation, id, ids), ids));
        if (model.engines().isEmpty()) {
            throw new ImagegenException(new PublicError(ErrorCode.MODEL_NOT_MADE_HERE,
                    ("No engine of this deployment makes %s: only Cloudinary's add-on does, which 'Engine' does not name here."
                            + " The models of %s are %s.").formatted(id, operation.wireName(), String.join(", ", ids)),
                    Map.of("field", "model.id", "allowed", ids)));
        }
        return model;
    }

    private String wrongId(Operation operation, String id, List<String> ids) {
        String known = catalog.find(id)
                .map(m -> "'%s' is a model of %s.".formatted(id, m.operation().wireName()))
                .orElse("'%s' is no model.".formatted(Text.shortened(id)));
        return "%s The models of %s are %s.".formatted(known, operation.wireName(), String.join(", ", ids));
    }

    private Model byFamily(Operation operation, ModelSelection.ByFamily wish) {
        if (!catalog.families().contains(wish.family())) {
            String hint = wish.family().equals(ModelName.NONE) ? " A model without one is named by its id, as {\"id\": \"flux-2-flash\"}." : "";
            throw unknown("model.family", "'%s' is no family. The families are %s.%s".formatted(
                    Text.shortened(wish.family()), String.join(", ", catalog.families()), hint), catalog.families());
        }
        List<String> offered = catalog.offered(operation).stream()
                .filter(m -> m.name().tier().isPresent())
                .map(m -> m.name().family() + "/" + m.name().tierName())
                .toList();
        return catalog.find(operation, wish.family(), wish.tier())
                .orElseThrow(() -> unknown("model", "%s has no %s model for %s. There is %s.".formatted(
                        wish.family(), wish.tier().wireName(), operation.wireName(), String.join(", ", offered)), offered));
    }

    private Model auto(
            GenerationRequest request, ImageSize size, ReferenceSizes references, Preference preference, AllowedModels allowed) {
        List<Model> choosable = catalog.offered(request.operation()).stream().filter(m -> m.quality().isPresent()).toList();
        if (choosable.stream().noneMatch(allowed::allows)) {
            throw notAllowed(request.operation(), allowed, "There is no model to choose from for this key.");
        }
        int length = request.promptLength();
        Comparator<Candidate> cheapest = Comparator.comparingLong(Candidate::credits);
        Comparator<Candidate> best = Comparator.comparingInt(Candidate::quality).reversed();
        Comparator<Candidate> order = switch (preference) {
            case ECONOMY, ECONOMY_FAST -> cheapest.thenComparing(best);
            case QUALITY, QUALITY_FAST -> best.thenComparing(cheapest);
            case BALANCED, BALANCED_FAST ->
                Comparator.comparing(Candidate::qualityForTheMoney).reversed().thenComparing(cheapest);
        };
        List<Candidate> candidates = choosable.stream()
                .filter(allowed::allows)
                .map(today)
                .filter(m -> references.count() <= m.maxReferences() || request.operation() == Operation.TEXT_TO_IMAGE)
                .filter(m -> length <= m.providerModel().maxPrompt())
                .filter(m -> !preference.fast() || m.usualSeconds().orElse(FAST + 1) <= FAST)
                .map(m -> new Candidate(m, m.credits(m.sizes().closest(size), references, request.prompt())))
                .filter(c -> c.credits() <= catalog.ceiling(preference))
                .sorted(order.thenComparing(c -> c.model().id()))
                .toList();
        return candidates.stream()
                .filter(c -> well.test(c.model()))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .map(Candidate::model)
                .orElseThrow(() -> ImagegenException.invalid("model.preference",
                        "No model%s makes this within the %d credits that '%s' may cost. Ask for a smaller size, or name a model."
                                .formatted(allowed.limited() ? " that this key may use" : "", catalog.ceiling(preference),
                                        preference.wireName())));
    }

    /** A model and what this request would cost with it. */
    private record Candidate(Model model, long credits) {

        int quality() {
            return model.quality().orElseThrow();
        }

        /** Quality counts squared, so that the cheapest is not always the best bargain. */
        double qualityForTheMoney() {
            return (double) quality() * quality() / credits;
        }
    }

    private static ImagegenException unknown(String field, String message, List<String> allowed) {
        return new ImagegenException(
                new PublicError(ErrorCode.UNKNOWN_MODEL, message, Map.of("field", field, "allowed", allowed)));
    }
}
