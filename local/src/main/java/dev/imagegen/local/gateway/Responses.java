package dev.imagegen.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Writes answers: those of a function, and those that the HTTP API gives by itself. */
final class Responses {

    /** Headers that the server sets; a second one would break the message. */
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "connection", "date");

    private Responses() {}

    /**
     * Writes the answer of a function.
     *
     * @throws IllegalArgumentException if its body says that it is base64 and is not, or its status or a header is none
     */
    static void write(HttpExchange exchange, APIGatewayV2HTTPResponse response) throws IOException {
        int status = status(response);
        var body = body(response);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/plain;charset=UTF-8");
        if (response.getHeaders() != null) {
            response.getHeaders().forEach((name, value) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.set(name, value);
                }
            });
        }
        if (response.getMultiValueHeaders() != null) {
            response.getMultiValueHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        }
        if (response.getCookies() != null) {
            response.getCookies().forEach(cookie -> headers.add("Set-Cookie", cookie));
        }
        send(exchange, status, body);
    }

    /** Writes an answer of the HTTP API itself. */
    static void write(HttpExchange exchange, int status, String message) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static int status(APIGatewayV2HTTPResponse response) {
        int status = response.getStatusCode() == 0 ? 200 : response.getStatusCode();
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("Status " + status + " is no answer");
        }
        return status;
    }

    private static byte[] body(APIGatewayV2HTTPResponse response) {
        if (response.getBody() == null) {
            return new byte[0];
        }
        return response.getIsBase64Encoded()
                ? Base64.getDecoder().decode(response.getBody())
                : response.getBody().getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        var bodiless = exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless || body.length == 0 ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
