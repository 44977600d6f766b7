package dev.imagegen.local.providers.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Reply;
import java.util.Map;

/**
 * Answers that say success. Those of the newer models vary with prompt and seed: a draft or a text before the picture, and
 * another file format.
 */
final class GeminiAnswers {

    private static final int DRAFT_SIDE = 64;
    private static final int THOUGHTS = 200;
    /** Of a reference; nobody knows. */
    private static final int REFERENCE_TOKENS = 258;

    private GeminiAnswers() {}

    static Reply.Whole picture(GeminiOrder order, Pixels size) {
        GeminiVariant variant = GeminiVariant.of(order);
        ObjectNode body = Json.object();
        ObjectNode candidate = body.putArray("candidates").addObject().put("index", 0).put("finishReason", "STOP");
        ArrayNode parts = candidate.putObject("content").put("role", "model").putArray("parts");
        if (variant.thought()) {
            image(parts, ImageFormat.PNG, new Pixels(DRAFT_SIDE, DRAFT_SIDE), order).put("thought", true);
        }
        if (variant.text()) {
            parts.addObject().put("text", "Here it is.");
        }
        image(parts, variant.jpeg() ? ImageFormat.JPEG : ImageFormat.PNG, size, order);
        usage(order, body, order.tier().tokens(), variant.thought() ? THOUGHTS : 0);
        return reply(order, body);
    }

    /** The prompt was blocked. */
    static Reply.Whole blocked(GeminiOrder order) {
        ObjectNode body = Json.object();
        body.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
        usage(order, body, 0, 0);
        return reply(order, body);
    }

    /** The picture was held back: there is no content at all. */
    static Reply.Whole withheld(GeminiOrder order) {
        ObjectNode body = Json.object();
        body.putArray("candidates").addObject()
                .put("index", 0)
                .put("finishReason", "IMAGE_SAFETY")
                .put("finishMessage", "Unable to show the generated image.");
        usage(order, body, 0, 0);
        return reply(order, body);
    }

    /** The model made none, for no reason. */
    static Reply.Whole nothing(GeminiOrder order) {
        ObjectNode body = Json.object();
        body.putArray("candidates").addObject().put("index", 0).put("finishReason", "NO_IMAGE");
        usage(order, body, 0, 0);
        return reply(order, body);
    }

    /** The model only wrote. */
    static Reply.Whole words(GeminiOrder order) {
        ObjectNode body = Json.object();
        ObjectNode candidate = body.putArray("candidates").addObject().put("index", 0).put("finishReason", "STOP");
        candidate.putObject("content").put("role", "model").putArray("parts").addObject().put("text", "A lake, you say?");
        usage(order, body, 0, 0);
        return reply(order, body);
    }

    private static ObjectNode image(ArrayNode parts, ImageFormat format, Pixels size, GeminiOrder order) {
        long seed = order.prompt().hashCode() + 31L * order.seed();
        ObjectNode part = parts.addObject();
        part.putObject("inlineData")
                .put("mimeType", format.mediaType())
                .put("data", Gradient.of(size.width(), size.height(), format, seed));
        return part.put("thoughtSignature", "c2ln");
    }

    private static void usage(GeminiOrder order, ObjectNode body, int image, int thoughts) {
        int text = Math.ceilDiv(order.prompt().length(), 4);
        int references = order.references() * REFERENCE_TOKENS;
        ObjectNode usage = body.putObject("usageMetadata")
                .put("promptTokenCount", text + references)
                .put("totalTokenCount", text + references + image + thoughts);
        ArrayNode prompt = usage.putArray("promptTokensDetails");
        prompt.addObject().put("modality", "TEXT").put("tokenCount", text);
        if (references > 0) {
            prompt.addObject().put("modality", "IMAGE").put("tokenCount", references);
        }
        if (image > 0) {
            usage.put("candidatesTokenCount", image)
                    .putArray("candidatesTokensDetails").addObject().put("modality", "IMAGE").put("tokenCount", image);
        }
        if (thoughts > 0) {
            usage.put("thoughtsTokenCount", thoughts);
        }
    }

    private static Reply.Whole reply(GeminiOrder order, ObjectNode body) {
        body.put("modelVersion", order.model().word()).put("responseId", "local");
        return new Reply.Whole(200, "application/json; charset=UTF-8", Json.bytes(body), Map.of());
    }
}
