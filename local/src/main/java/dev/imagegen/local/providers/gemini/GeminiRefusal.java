package dev.imagegen.local.providers.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.local.providers.Reply;

/** An answer that is an error, in the provider's own form. */
final class GeminiRefusal extends RuntimeException {

    private static final String TYPES = "type.googleapis.com/google.rpc.";

    private final transient Reply.Whole reply;

    private GeminiRefusal(Reply.Whole reply) {
        super("status " + reply.status());
        this.reply = reply;
    }

    Reply.Whole reply() {
        return reply;
    }

    static GeminiRefusal invalid(String message) {
        return of(400, "INVALID_ARGUMENT", message);
    }

    static GeminiRefusal unknownField(String name, String where) {
        return invalid("Invalid JSON payload received. Unknown name \"%s\" at '%s': Cannot find field."
                .formatted(name, where));
    }

    static GeminiRefusal badKey() {
        ObjectNode body = body(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.");
        body.withObject("/error").putArray("details").addObject()
                .put("@type", TYPES + "ErrorInfo")
                .put("reason", "API_KEY_INVALID")
                .put("domain", "googleapis.com");
        return new GeminiRefusal(Reply.json(400, body));
    }

    static GeminiRefusal noKey() {
        return of(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers.");
    }

    static GeminiRefusal unknownModel(String name) {
        return of(404, "NOT_FOUND", "models/" + name + " is not found for API version v1beta.");
    }

    static GeminiRefusal rateLimit(Mishap mishap) {
        ObjectNode body = body(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).");
        if (mishap == Mishap.RATE_LIMIT_2S) {
            var details = body.withObject("/error").putArray("details");
            details.addObject().put("@type", TYPES + "QuotaFailure").putArray("violations");
            details.addObject().put("@type", TYPES + "RetryInfo").put("retryDelay", "2s");
        }
        return new GeminiRefusal(Reply.json(429, body));
    }

    static GeminiRefusal noFunds() {
        return of(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota. Quota exceeded for metric: "
                + "generate_content_free_tier_requests, limit: 0");
    }

    static GeminiRefusal overloaded(Mishap mishap) {
        Reply.Whole reply = Reply.json(503, body(503, "UNAVAILABLE", "The model is overloaded. Please try again later."));
        return new GeminiRefusal(mishap == Mishap.OVERLOAD_2S ? reply.with("Retry-After", "2") : reply);
    }

    static GeminiRefusal broken() {
        return of(500, "INTERNAL", "An internal error has occurred.");
    }

    private static GeminiRefusal of(int status, String word, String message) {
        return new GeminiRefusal(Reply.json(status, body(status, word, message)));
    }

    private static ObjectNode body(int status, String word, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", status).put("message", message).put("status", word);
        return body;
    }
}
