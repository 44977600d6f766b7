package dev.imagegen.local.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.imagegen.contract.Json;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What answered a call.
 *
 * @param body a missing node if it is no JSON
 */
record Reply(URI uri, int status, HttpHeaders headers, JsonNode body) {

    static Reply of(URI uri, int status, HttpHeaders headers, String text) {
        return new Reply(uri, status, headers, parse(text));
    }

    private static JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : Json.parse(text);
        } catch (RuntimeException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** Whether one of our own functions wrote it. */
    boolean ours() {
        return body.path("request_id").isTextual();
    }

    /** The code of the error, of the answer or of the task in it; empty if there is none. */
    String code() {
        return body.at("/error/code").asText(body.at("/data/error/code").asText(""));
    }

    /** What the error says. */
    String message() {
        return body.at("/error/message").asText(body.at("/data/error/message").asText(""));
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    String requestId() {
        return body.path("request_id").asText("");
    }
}
