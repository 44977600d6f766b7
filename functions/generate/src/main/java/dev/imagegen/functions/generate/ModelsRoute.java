package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.catalog.ReferenceSizes;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code GET models}: the catalogue. */
final class ModelsRoute implements Route {

    /** What is priced: as long a prompt as most, which matters to few models, and one reference where there must be one. */
    private static final String PROMPT = "x".repeat(200);
    private static final Shape USUAL = new Shape(AspectRatio.SQUARE, Resolution.ONE_K);

    private final Entrance entrance;
    private final Catalog catalog;
    private final ModelSelection.ByFamily byDefault;

    ModelsRoute(Entrance entrance, Catalog catalog, ModelSelection.ByFamily byDefault) {
        this.entrance = entrance;
        this.catalog = catalog;
        this.byDefault = byDefault;
    }

    @Override
    public Answer answer(Call call) {
        entrance.of(call);
        ObjectNode data = Json.object();
        ArrayNode models = data.putArray("models");
        for (Operation operation : Operation.values()) {
            catalog.offered(operation).forEach(model -> models.add(json(model)));
        }
        ArrayNode preferences = data.putArray("preferences");
        for (Preference preference : Preference.values()) {
            preferences.addObject().put("preference", preference.wireName()).put("max_credits", catalog.ceiling(preference));
        }
        ObjectNode body = Json.object();
        body.set("data", data);
        return Answer.envelope(200, body, List.of(), call.requestId()).with("Cache-Control", "private, max-age=300");
    }

    private ObjectNode json(Model model) {
        ObjectNode node = Json.object()
                .put("id", model.id())
                .put("family", model.name().family())
                .put("tier", model.name().tierName())
                .put("operation", model.operation().wireName())
                .put("default", model.name().family().equals(byDefault.family()) && model.name().tier().equals(Optional.of(byDefault.tier())))
                .put("quality", orNull(model.quality()))
                .put("good_for", model.goodFor())
                .put("usual_seconds", orNull(model.usualSeconds()))
                .put("max_prompt", model.providerModel().maxPrompt())
                .put("max_references", model.maxReferences());
        ArrayNode formats = node.putArray("formats");
        model.providerModel().formats().forEach(format -> formats.add(format.wireName()));
        ObjectNode seed = node.putObject("seed").put("supported", model.seeds().most().isPresent());
        model.seeds().most().ifPresentOrElse(max -> seed.put("max", max), () -> seed.putNull("max"));
        ArrayNode sizes = node.putArray("sizes");
        if (model.sizes().known()) {
            model.sizes().shapes().forEach((shape, pixels) -> sizes.add(size(model, shape, pixels)));
            return node.putNull("credits");
        }
        return node.put("credits", credits(model, model.sizes().closest(USUAL)));
    }

    private static Integer orNull(OptionalInt number) {
        return number.isPresent() ? (Integer) number.getAsInt() : null;
    }

    private static long credits(Model model, Pixels size) {
        return model.credits(size, ReferenceSizes.unknown(Math.min(1, model.maxReferences())), PROMPT);
    }

    private static ObjectNode size(Model model, Shape shape, Pixels pixels) {
        return Json.object()
                .put("aspect_ratio", shape.aspectRatio().wireName())
                .put("resolution", shape.resolution().wireName())
                .put("width", pixels.width())
                .put("height", pixels.height())
                .put("credits", credits(model, pixels));
    }
}
