package dev.imagegen.local.providers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a provider does with a request. */
public sealed interface Reply {

    /** Answers. */
    record Whole(int status, String contentType, byte[] body, Map<String, String> headers) implements Reply {

        /** The same, with this header and no other. */
        public Whole with(String header, String value) {
            return new Whole(status, contentType, body, Map.of(header, value));
        }
    }

    /** Closes the connection without a word. */
    record Cut() implements Reply {}

    /** Sends half of an answer and closes the connection. */
    record Half(Whole answer) implements Reply {}

    static Whole json(int status, JsonNode body) {
        return new Whole(status, "application/json", Json.write(body).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Whole text(int status, String body) {
        return new Whole(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** What a web server says that knows nothing of the provider. */
    static Whole page(int status, String title) {
        return new Whole(status, "text/html", "<html><head><title>%s</title></head><body></body></html>".formatted(title)
                .getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Whole bytes(String contentType, byte[] body) {
        return new Whole(200, contentType, body, Map.of());
    }
}
