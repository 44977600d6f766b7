package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import java.util.Map;

/** An order or a question that the add-on answers with an error, in its own envelope. */
final class GenerationRefusal extends RuntimeException {

    private final transient Answer answer;

    private GenerationRefusal(Answer answer) {
        super("status " + answer.status());
        this.answer = answer;
    }

    static GenerationRefusal of(int status, String category, String message) {
        return new GenerationRefusal(Answer.json(status, body(status, category, message)));
    }

    /** By a status, as any of its machines would say it. */
    static GenerationRefusal of(int status, String message) {
        String category = switch (status) {
            case 401, 403 -> "auth_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "user_error";
        };
        return of(status, category, message);
    }

    /** The order breaks the contract. */
    static GenerationRefusal parameter(String parameter, String message) {
        ObjectNode body = body(400, "user_error", message);
        body.withObject("/error").putObject("details").putArray("parameters").add(parameter);
        return new GenerationRefusal(Answer.json(400, body));
    }

    static GenerationRefusal limited(ObjectNode limits, String message) {
        ObjectNode body = body(429, "rate_limit_error", message);
        body.set("limits", limits);
        return new GenerationRefusal(Answer.json(429, body));
    }

    GenerationRefusal retryAfter(int seconds) {
        return new GenerationRefusal(answer.with(Map.of("Retry-After", String.valueOf(seconds))));
    }

    Answer answer() {
        return answer;
    }

    private static ObjectNode body(int status, String category, String message) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("category", category)
                .put("code", "MG_00%03d".formatted(status))
                .put("message", message);
        return body.put("request_id", "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    }
}
