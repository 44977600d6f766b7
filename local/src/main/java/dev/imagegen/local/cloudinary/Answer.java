package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What a call is answered with. */
record Answer(int status, Map<String, String> headers, byte[] body, Sent sent) {

    /** How much of it is sent before the connection is closed. */
    enum Sent {
        WHOLE,
        HALF,
        NOTHING
    }

    Answer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Sent.WHOLE);
    }

    static Answer json(int status, ObjectNode body) {
        return new Answer(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), body.toString().getBytes(UTF_8));
    }

    static Answer json(ObjectNode body) {
        return json(200, body);
    }

    static Answer image(StoredImage image, byte[] bytes) {
        return new Answer(
                200,
                Map.of("Content-Type", image.mediaType(), "ETag", '"' + image.etag() + '"'),
                bytes);
    }

    /** Of the API: the reason in the body, and in a header. */
    static Answer error(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("message", message);
        return new Answer(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8", "X-Cld-Error", headerText(message)),
                body.toString().getBytes(UTF_8));
    }

    /** Of delivery: no body, the reason in a header alone. */
    static Answer deliveryError(int status, String message) {
        return new Answer(status, Map.of("X-Cld-Error", headerText(message)), new byte[0]);
    }

    Answer with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body, sent);
    }

    Answer cut(Sent part) {
        return new Answer(status, headers, body, part);
    }

    void send(HttpExchange exchange) throws IOException {
        if (sent == Sent.NOTHING) {
            return;
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body, 0, sent == Sent.HALF ? body.length / 2 : body.length);
            exchange.getResponseBody().flush();
        }
    }

    private static String headerText(String message) {
        return message.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
