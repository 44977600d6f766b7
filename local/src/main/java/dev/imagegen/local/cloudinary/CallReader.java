package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads calls: query, form or multipart form, with a bound on all of it. */
final class CallReader {

    /** The largest image, in bytes: what the plan Plus takes. */
    static final int LARGEST_FILE = 20_000_000;

    private static final int LARGEST_BODY = LARGEST_FILE + 1_000_000;

    private CallReader() {}

    static Call read(HttpExchange exchange) throws IOException {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
        Map<String, String> parameters = new HashMap<>(decode(exchange.getRequestURI().getRawQuery()));
        Optional<byte[]> file = Optional.empty();
        Optional<byte[]> json = Optional.empty();
        byte[] body = body(exchange);
        if (type.startsWith("multipart/form-data")) {
            MultipartForm form = MultipartForm.read(type, body);
            parameters.putAll(form.fields());
            file = form.file();
        } else if (type.startsWith("application/x-www-form-urlencoded")) {
            parameters.putAll(decode(new String(body, UTF_8)));
        } else if (type.startsWith("application/json") && exchange.getRequestURI().getPath().startsWith("/v2/")) {
            json = Optional.of(body);
        } else if (body.length > 0) {
            throw new Refusal(400, "Unsupported content type");
        }
        return new Call(
                exchange.getRequestMethod(),
                segments(exchange.getRequestURI().getRawPath()),
                parameters,
                file,
                json,
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept")));
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw tooLarge(body.length);
        }
        return body;
    }

    static Refusal tooLarge(int bytes) {
        return new Refusal(400, "File size too large. Got " + bytes + ". Maximum is " + LARGEST_FILE + ".");
    }

    private static List<String> segments(String rawPath) {
        return Arrays.asList(rawPath.substring(1).split("/", -1));
    }

    /** Of a segment of a path: there, a plus is a plus. */
    static String decodeSegment(String segment) {
        return decodeText(segment.replace("+", "%2B"));
    }

    private static Map<String, String> decode(String form) {
        Map<String, String> parameters = new HashMap<>();
        if (form != null && !form.isEmpty()) {
            for (String pair : form.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decodeText(name), equals < 0 ? "" : decodeText(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decodeText(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "Malformed percent code");
        }
    }
}
