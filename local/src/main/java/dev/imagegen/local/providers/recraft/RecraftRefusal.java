package dev.imagegen.local.providers.recraft;

import dev.imagegen.contract.Json;
import dev.imagegen.local.providers.Reply;
import java.util.Map;

/** An answer that is an error: some are plain text, some are JSON. */
final class RecraftRefusal extends RuntimeException {

    private final transient Reply.Whole reply;

    private RecraftRefusal(Reply.Whole reply) {
        super("status " + reply.status());
        this.reply = reply;
    }

    static RecraftRefusal text(int status, String message) {
        return new RecraftRefusal(Reply.text(status, message));
    }

    static RecraftRefusal json(int status, String code, String message) {
        return new RecraftRefusal(Reply.json(status, Json.object().put("code", code).put("message", message)));
    }

    /** A field of the request is wrong. */
    static RecraftRefusal field(String message) {
        return json(400, "invalid_request_parameter", message);
    }

    static RecraftRefusal unauthorized() {
        return text(401, "request unauthorized");
    }

    static RecraftRefusal unavailable() {
        return text(503, "<html>Service Unavailable</html>");
    }

    static RecraftRefusal notFound() {
        return text(404, "404 page not found");
    }

    RecraftRefusal retryAfter(int seconds) {
        return new RecraftRefusal(new Reply.Whole(reply.status(), reply.contentType(), reply.body(),
                Map.of("Retry-After", String.valueOf(seconds))));
    }

    Reply.Whole reply() {
        return reply;
    }
}
