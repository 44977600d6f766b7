package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What a call is answered with. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    static Answer json(ObjectNode body) {
        return new Answer(
                200, Map.of("Content-Type", "application/json; charset=utf-8"), body.toString().getBytes(UTF_8));
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
        return new Answer(status, all, body);
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String headerText(String message) {
        return message.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
