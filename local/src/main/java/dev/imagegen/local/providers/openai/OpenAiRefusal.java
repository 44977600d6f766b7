package dev.imagegen.local.providers.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Reply;
import java.util.Map;

/** An answer that is an error, in the provider's own form. */
final class OpenAiRefusal extends RuntimeException {

    private final transient Reply.Whole reply;

    private OpenAiRefusal(Reply.Whole reply) {
        super("status " + reply.status());
        this.reply = reply;
    }

    Reply.Whole reply() {
        return reply;
    }

    /** A field of the request is wrong. @param param null if it is none in particular */
    static OpenAiRefusal field(String code, String param, String message) {
        return new OpenAiRefusal(error(400, "invalid_request_error", code, param, message));
    }

    static OpenAiRefusal unknownModel(String model) {
        return new OpenAiRefusal(error(404, "invalid_request_error", "model_not_found", null,
                "The model '" + model + "' does not exist or you do not have access to it."));
    }

    static OpenAiRefusal noSuchAddress(int status, String method, String path) {
        return new OpenAiRefusal(
                error(status, "invalid_request_error", null, null, "Invalid URL (" + method + " " + path + ")"));
    }

    /** @param code null if there is no key at all */
    static OpenAiRefusal key(String code) {
        return new OpenAiRefusal(error(401, "invalid_request_error", code, null, "Incorrect API key provided."));
    }

    /** @param details false for the form of older answers */
    static OpenAiRefusal moderation(String stage, boolean details) {
        ObjectNode body = body("image_generation_user_error", "moderation_blocked", null,
                "Your request was rejected by the safety system.");
        if (details) {
            body.withObject("/error/moderation_details")
                    .put("moderation_stage", stage)
                    .putArray("categories").add("violence");
        } else {
            body.withObject("/error").put("type", "user_error");
        }
        return new OpenAiRefusal(Reply.json(400, body));
    }

    static OpenAiRefusal rateLimit(Mishap mishap) {
        Reply.Whole reply = error(429, "images", "rate_limit_exceeded", null, "Rate limit reached for images per minute.");
        return new OpenAiRefusal(mishap == Mishap.RATE_LIMIT
                ? reply
                : new Reply.Whole(reply.status(), reply.contentType(), reply.body(),
                        Map.of("Retry-After", "2", "retry-after-ms", "2000")));
    }

    static OpenAiRefusal noFunds() {
        return new OpenAiRefusal(error(429, "insufficient_quota", "insufficient_quota", null,
                "You exceeded your current quota, please check your plan and billing details."));
    }

    static OpenAiRefusal overloaded(Mishap mishap) {
        Reply.Whole reply = error(503, "service_unavailable", null, null, "The engine is currently overloaded.");
        return new OpenAiRefusal(mishap == Mishap.OVERLOAD_2S ? reply.with("Retry-After", "2") : reply);
    }

    static OpenAiRefusal broken() {
        return new OpenAiRefusal(error(500, "server_error", null, null, "The server had an error."));
    }

    private static Reply.Whole error(int status, String type, String code, String param, String message) {
        return Reply.json(status, body(type, code, param, message));
    }

    private static ObjectNode body(String type, String code, String param, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("message", message).put("type", type).put("param", param).put("code", code);
        return body;
    }
}
