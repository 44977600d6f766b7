package dev.imagegen.local.providers.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.image.ImageHeader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A request that the provider accepts. @param seed 0 if there is none */
record GeminiOrder(GeminiModel model, String prompt, int references, GeminiModel.Tier tier, Pixels size, int seed) {

    private static final int MAX_BODY = 20 << 20;
    private static final Set<String> MODALITIES = Set.of("TEXT", "IMAGE");
    private static final Set<String> OPAQUE = Set.of("image/heic", "image/heif");

    static GeminiOrder read(GeminiModel model, byte[] body) {
        if (body.length > MAX_BODY) {
            throw GeminiRefusal.invalid("Request payload size exceeds the limit: " + MAX_BODY + " bytes.");
        }
        GeminiFields request = GeminiFields.of(body).only("contents", "generationConfig");
        List<GeminiFields> parts = new ArrayList<>();
        for (GeminiFields content : request.list("contents")) {
            if (!content.only("role", "parts").text("role").equals("user")) {
                throw GeminiRefusal.invalid("Please use a valid role: user, model.");
            }
            parts.addAll(content.list("parts"));
        }
        parts.forEach(GeminiOrder::checkPart);
        int references = (int) parts.stream().filter(part -> part.has("inlineData")).count();
        if (references > model.maxReferences()) {
            throw GeminiRefusal.invalid("Too many images: at most " + model.maxReferences() + ".");
        }
        String prompt = parts.stream().map(part -> part.text("text")).collect(Collectors.joining());
        return configured(model, prompt, references, request);
    }

    private static GeminiOrder configured(GeminiModel model, String prompt, int references, GeminiFields request) {
        GeminiFields config = request.object("generationConfig").only("responseModalities", "imageConfig", "seed");
        checkModalities(config.json().path("responseModalities"));
        GeminiFields image = config.object("imageConfig").only("aspectRatio", "imageSize");
        if (image.has("imageSize") && image.text("imageSize").isEmpty()) {
            throw GeminiRefusal.invalid("Invalid value at 'generation_config.image_config.image_size'.");
        }
        GeminiModel.Tier tier = model.tier(image.text("imageSize"))
                .orElseThrow(() -> GeminiRefusal.invalid("Image size is not supported by this model."));
        Pixels size = tier.pixels(image.has("aspectRatio") ? image.text("aspectRatio") : "1:1")
                .orElseThrow(() -> GeminiRefusal.invalid("Aspect ratio is not supported by this model."));
        return new GeminiOrder(model, prompt, references, tier, size, seed(config.json().path("seed"), model));
    }

    private static void checkPart(GeminiFields part) {
        part.only("text", "inlineData");
        if (part.has("text") == part.has("inlineData")) {
            throw GeminiRefusal.invalid("A part must have exactly one of text and inline_data.");
        }
        if (part.has("text") && part.text("text").isEmpty()) {
            throw GeminiRefusal.invalid("A text part must not be empty.");
        }
        if (part.has("inlineData")) {
            checkImage(part.object("inlineData").only("mimeType", "data"));
        }
    }

    private static void checkImage(GeminiFields data) {
        String type = data.text("mimeType");
        try {
            byte[] bytes = Base64.getDecoder().decode(data.text("data"));
            boolean read = ImageHeader.read(bytes).filter(h -> h.format().mediaType().equals(type)).isPresent();
            if (!read && !(OPAQUE.contains(type) && bytes.length > 0)) {
                throw GeminiRefusal.invalid("Unable to process input image.");
            }
        } catch (IllegalArgumentException e) {
            throw GeminiRefusal.invalid("Invalid value at 'inline_data.data' (TYPE_BYTES), Base64 decoding failed.");
        }
    }

    private static void checkModalities(JsonNode node) {
        List<String> words = node.valueStream().map(word -> word.asText("")).toList();
        boolean sound = node.isMissingNode() || node.isArray() && MODALITIES.containsAll(words) && words.contains("IMAGE");
        if (!sound) {
            throw GeminiRefusal.invalid("The requested combination of response modalities is not supported by the model.");
        }
    }

    private static int seed(JsonNode node, GeminiModel model) {
        if (!node.isMissingNode() && !model.takesSeeds()) {
            throw GeminiRefusal.invalid("Seed is not supported by this model.");
        }
        if (!node.isMissingNode() && !node.isInt()) {
            throw GeminiRefusal.invalid("Invalid value at 'generation_config.seed' (TYPE_INT32).");
        }
        return node.asInt(0);
    }
}
