package dev.imagegen.local.providers.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Reply;
import java.time.Instant;
import java.util.Map;

/** Answers that say success. The order of their fields and the lesser ones of them vary with the prompt. */
final class OpenAiAnswers {

    private OpenAiAnswers() {}

    /** @param size of the pictures, whatever was ordered */
    static Reply.Whole pictures(OpenAiOrder order, Pixels size, Instant now) {
        int variant = order.prompt().hashCode();
        boolean usageFirst = (variant & 1) == 0;
        ObjectNode body = Json.object().put("created", now.getEpochSecond());
        if (usageFirst) {
            usage(order, body);
        }
        if ((variant & 2) == 0) {
            body.put("background", "opaque").put("output_format", order.format().wireName())
                    .put("quality", order.quality().word()).put("size", order.size().toString());
        }
        byte[] picture = Gradient.of(size.width(), size.height(), order.format(), variant);
        ArrayNode data = body.putArray("data");
        for (int i = 0; i < order.count(); i++) {
            data.addObject().put("b64_json", picture);
        }
        if (!usageFirst) {
            usage(order, body);
        }
        return new Reply.Whole(200, "application/json", Json.bytes(body), Map.of("x-request-id", "req_local"));
    }

    /** Success, and no picture. */
    static Reply.Whole empty(Instant now) {
        ObjectNode body = Json.object().put("created", now.getEpochSecond());
        body.putArray("data");
        return Reply.json(200, body);
    }

    private static void usage(OpenAiOrder order, ObjectNode body) {
        long in = order.textTokens() + order.imageTokens();
        long out = order.count() * order.model().tokens(order.size(), order.quality());
        body.putObject("usage")
                .put("input_tokens", in)
                .put("output_tokens", out)
                .put("total_tokens", in + out)
                .putObject("input_tokens_details")
                .put("text_tokens", order.textTokens())
                .put("image_tokens", order.imageTokens());
    }
}
