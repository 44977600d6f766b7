package dev.imagegen.asset.transformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.asset.transformation.Step.Scale;
import dev.imagegen.contract.Fields;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.WireEnum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the steps of a free combination, and the parts that the presets share with them. */
final class StepReader {

    /** Pixels of a side. */
    static final int MAX_SIDE = 8192;

    private static final String EXAMPLE = "{\"type\": \"crop\", \"mode\": \"fill\", \"width\": 800, \"height\": 600}";
    private static final int MAX_OFFSET = 8192;
    private static final double MIN_PART = 0.01;
    private static final double MAX_PART = 2;
    private static final int MAX_STEPS = 20;
    private static final List<String> TYPES = List.of(
            "crop", "image_layer", "text_layer", "background_removal", "trim", "format", "quality");
    private static final List<String> FORMATS = List.of("auto", "png", "jpg", "webp");
    private static final List<String> PLACES =
            Arrays.stream(Gravity.values()).filter(g -> g != Gravity.AUTO).map(Gravity::wireName).toList();

    private final DeliveryRequest.Assets assets;

    StepReader(DeliveryRequest.Assets assets) {
        this.assets = assets;
    }

    List<Step> all(Fields body, String name) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode node : body.list(name, 1, MAX_STEPS, "steps")) {
            String path = name + "[" + steps.size() + "]";
            Step step = one(Fields.of(node, path, EXAMPLE));
            checkOrder(path, steps, step);
            steps.add(step);
        }
        return steps;
    }

    private Step one(Fields step) {
        String type = step.text("type", 1, MAX_SIDE);
        return switch (type) {
            case "crop" -> crop(step);
            case "image_layer" -> {
                step.onlyThese(Set.of("type", "image", "background_removal", "width", "height", "relative_width",
                        "relative_height", "gravity", "x", "y", "no_overflow"));
                yield imageLayer(step);
            }
            case "text_layer" -> {
                Set<String> keys = new HashSet<>(TextReader.KEYS);
                keys.add("type");
                step.onlyThese(keys);
                yield TextReader.read(step);
            }
            case "background_removal" -> only(step, new Step.BackgroundRemoval());
            case "trim" -> only(step, new Step.Trim());
            case "format" -> format(step);
            case "quality" -> quality(step);
            default -> throw step.notOneOf("type", TYPES);
        };
    }

    /** Format and quality are said of the whole picture: once, and last. */
    private static void checkOrder(String path, List<Step> before, Step step) {
        boolean ended = before.stream().anyMatch(s -> s instanceof Step.Quality);
        boolean formatted = before.stream().anyMatch(s -> s instanceof Step.Format);
        if (ended || formatted && !(step instanceof Step.Quality)) {
            throw ImagegenException.invalid(path,
                    "'%s': the format and then the quality are the last steps, each at most once.".formatted(path));
        }
    }

    private static Step only(Fields step, Step made) {
        step.onlyThese(Set.of("type"));
        return made;
    }

    private static Step crop(Fields crop) {
        crop.onlyThese(Set.of("type", "mode", "width", "height", "aspect_ratio", "gravity"));
        CropMode mode = crop.choice("mode", CropMode.class);
        OptionalInt width = crop.optionalInteger("width", 1, MAX_SIDE);
        OptionalInt height = crop.optionalInteger("height", 1, MAX_SIDE);
        Optional<Ratio> ratio = crop.optionalText("aspect_ratio", 1, MAX_SIDE)
                .map(text -> Ratio.read(crop.path("aspect_ratio"), text));
        if (width.isEmpty() && height.isEmpty()) {
            throw crop.missing("width");
        }
        ratio.ifPresent(r -> checkRatio(crop, r, width, height));
        Optional<Gravity> gravity = crop.optionalChoice("gravity", Gravity.class);
        if (gravity.filter(g -> !mode.takes(g)).isPresent()) {
            List<String> allowed = Arrays.stream(CropMode.values())
                    .filter(m -> m.takes(gravity.get())).map(CropMode::wireName).toList();
            throw ImagegenException.invalid(crop.path("gravity"), "'%s' %s goes with the modes %s only."
                    .formatted(crop.path("gravity"), gravity.get().wireName(), String.join(", ", allowed)), allowed);
        }
        return new Step.Crop(mode, width, height, ratio, gravity);
    }

    private static void checkRatio(Fields crop, Ratio ratio, OptionalInt width, OptionalInt height) {
        String path = crop.path("aspect_ratio");
        if (width.isPresent() && height.isPresent()) {
            throw ImagegenException.invalid(path, "'%s' goes with width or height, not with both.".formatted(path));
        }
        width.ifPresent(w -> checkSide(path, ratio.heightOf(w), "height"));
        height.ifPresent(h -> checkSide(path, ratio.widthOf(h), "width"));
    }

    static void checkSide(String path, long pixels, String side) {
        if (pixels > MAX_SIDE) {
            throw ImagegenException.invalid(path, "'%s' makes the %s %d pixels; at most %d are allowed."
                    .formatted(path, side, pixels, MAX_SIDE));
        }
    }

    Step imageLayer(Fields layer) {
        if (!layer.has("image")) {
            throw layer.missing("image");
        }
        Source source = DeliveryRequest.source(layer.get("image"), layer.path("image"), assets);
        return new Step.ImageLayer(source, layer.flag("background_removal", false), scale(layer), placement(layer));
    }

    Optional<Scale> scale(Fields layer) {
        OptionalInt width = layer.optionalInteger("width", 1, MAX_SIDE);
        OptionalInt height = layer.optionalInteger("height", 1, MAX_SIDE);
        Optional<BigDecimal> relativeWidth = layer.optionalDecimal("relative_width", MIN_PART, MAX_PART);
        Optional<BigDecimal> relativeHeight = layer.optionalDecimal("relative_height", MIN_PART, MAX_PART);
        return relativeWidth.isPresent() || relativeHeight.isPresent()
                ? Optional.of(relative(layer, relativeWidth, relativeHeight))
                : width.isPresent() || height.isPresent() ? Optional.of(new Scale.Pixels(width, height)) : Optional.empty();
    }

    private static Scale relative(Fields layer, Optional<BigDecimal> width, Optional<BigDecimal> height) {
        // Of a preset, width and height are those of the whole picture; of a step, they are the layer's own.
        if (layer.has("type") && Stream.of("width", "height").anyMatch(layer::has)) {
            String path = layer.path(width.isPresent() ? "relative_width" : "relative_height");
            throw ImagegenException.invalid(path, "'%s' does not go with width or height in pixels.".formatted(path));
        }
        return new Scale.Relative(width, height);
    }

    static Placement placement(Fields layer) {
        Optional<Gravity> gravity = layer.optionalText("gravity", 1, MAX_SIDE).map(word ->
                WireEnum.find(Gravity.class, word).filter(g -> g != Gravity.AUTO)
                        .orElseThrow(() -> layer.notOneOf("gravity", PLACES)));
        return new Placement(
                gravity,
                layer.optionalInteger("x", -MAX_OFFSET, MAX_OFFSET),
                layer.optionalInteger("y", -MAX_OFFSET, MAX_OFFSET),
                layer.flag("no_overflow", false));
    }

    private static Step format(Fields step) {
        step.onlyThese(Set.of("type", "format"));
        String format = step.text("format", 1, MAX_SIDE);
        if (!FORMATS.contains(format)) {
            throw step.notOneOf("format", FORMATS);
        }
        return new Step.Format(format);
    }

    private static Step quality(Fields step) {
        step.onlyThese(Set.of("type", "quality"));
        JsonNode quality = step.get("quality");
        if (quality == null) {
            throw step.missing("quality");
        }
        if ("auto".equals(quality.textValue())) {
            return new Step.Quality("auto");
        }
        return new Step.Quality(Fields.integer(quality, 1, 100).stream().mapToObj(Long::toString).findFirst()
                .orElseThrow(() -> ImagegenException.invalid(step.path("quality"),
                        "'%s' must be \"auto\" or an integer from 1 to 100.".formatted(step.path("quality")))));
    }
}
