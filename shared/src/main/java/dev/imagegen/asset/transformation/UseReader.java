package dev.imagegen.asset.transformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Fields;
import dev.imagegen.contract.ImagegenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what the pictures are for. Every object is closed: an unknown key is an error. */
final class UseReader {

    private static final int MAX_RATIOS = 20;
    private static final int MAX_TEXTS = 10;

    private final DeliveryRequest.Assets assets;
    private final StepReader steps;

    UseReader(DeliveryRequest.Assets assets) {
        this.assets = assets;
        this.steps = new StepReader(assets);
    }

    Use read(Fields body, String use) {
        return switch (use) {
            case "crops" -> crops(Fields.of(body.get(use), use, "{\"ratios\": [\"1:1\", \"9:16\"], \"width\": 1080}"));
            case "product" -> product(Fields.of(body.get(use), use,
                    "{\"width\": 1920, \"height\": 1080, \"image\": {\"public_id\": \"products/bottle\"}, \"relative_height\": 0.7}"));
            case "banner" -> banner(Fields.of(body.get(use), use,
                    "{\"width\": 1080, \"height\": 1350, \"texts\": [{\"text\": \"Sale\", \"font\": \"Arial\", \"size\": 72}]}"));
            case "cut_out" -> cutOut(Fields.of(body.get(use), use, "{}"));
            default -> new Use.Free(steps.all(body, use));
        };
    }

    private static Use crops(Fields crops) {
        crops.onlyThese(Set.of("ratios", "width", "enlarge"));
        int width = crops.integer("width", 1, StepReader.MAX_SIDE);
        List<Ratio> ratios = new ArrayList<>();
        for (JsonNode one : crops.list("ratios", 1, MAX_RATIOS, "ratios")) {
            String path = crops.path("ratios[" + ratios.size() + "]");
            Ratio ratio = Ratio.read(path, one.isTextual() ? one.textValue() : "");
            if (ratios.contains(ratio)) {
                throw ImagegenException.invalid(path, "'%s': the ratio %s stands there twice.".formatted(path, ratio));
            }
            StepReader.checkSide(path, ratio.heightOf(width), "height");
            ratios.add(ratio);
        }
        return new Use.Crops(ratios, width, crops.flag("enlarge", true));
    }

    private Use product(Fields product) {
        product.onlyThese(Set.of("width", "height", "image", "relative_height", "gravity", "x", "y", "no_overflow"));
        Size size = size(product);
        if (!product.has("relative_height")) {
            throw product.missing("relative_height");
        }
        return new Use.Composition("product", size, List.of(steps.imageLayer(product)));
    }

    private Use banner(Fields banner) {
        banner.onlyThese(Set.of("width", "height", "texts"));
        Size size = size(banner);
        List<Step> texts = new ArrayList<>();
        for (JsonNode text : banner.list("texts", 1, MAX_TEXTS, "text layers")) {
            String path = banner.path("texts[" + texts.size() + "]");
            Fields fields = Fields.of(text, path, "{\"text\": \"Sale\", \"font\": \"Arial\", \"size\": 72}");
            fields.onlyThese(TextReader.KEYS);
            texts.add(TextReader.read(fields));
        }
        return new Use.Composition("banner", size, texts);
    }

    private Use cutOut(Fields cutOut) {
        cutOut.onlyThese(Set.of("mock_up", "stored", "width", "height", "gravity", "x", "y", "no_overflow"));
        if (!cutOut.has("mock_up")) {
            for (String name : cutOut.names()) {
                throw ImagegenException.invalid(cutOut.path(name),
                        "'%s' says how the cut-out lies on a mock-up, and there is none: add 'cut_out.mock_up'."
                                .formatted(cutOut.path(name)));
            }
            return new Use.CutOut(Optional.empty());
        }
        Source base = DeliveryRequest.source(cutOut.get("mock_up"), cutOut.path("mock_up"), assets);
        Optional<Source> stored = cutOut.has("stored")
                ? Optional.of(DeliveryRequest.source(cutOut.get("stored"), cutOut.path("stored"), assets))
                : Optional.empty();
        return new Use.CutOut(Optional.of(
                new Use.MockUp(base, stored, steps.scale(cutOut), StepReader.placement(cutOut))));
    }

    private static Size size(Fields fields) {
        return new Size(
                fields.integer("width", 1, StepReader.MAX_SIDE), fields.integer("height", 1, StepReader.MAX_SIDE));
    }
}
