package dev.imagegen.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An HTTP request as it came in.
 *
 * @param method   in capitals
 * @param rawPath  still encoded
 * @param rawQuery still encoded, empty if there is none
 * @param headers  every value by the lower-cased name
 * @param protocol for example {@code HTTP/1.1}
 * @param sourceIp where it came from
 * @param port     where it came in
 * @param body     its bytes
 */
record Request(
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        String protocol,
        String sourceIp,
        int port,
        byte[] body) {

    private static final int MAX_DISCARDED = 64 * 1024 * 1024;

    /** Reads a request; empty if its body has more bytes than that. */
    static Optional<Request> read(HttpExchange exchange, int maxBody) throws IOException {
        var body = exchange.getRequestBody().readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            // A client that is still sending when the connection closes would not see the answer.
            exchange.getRequestBody().skip(MAX_DISCARDED);
            return Optional.empty();
        }
        var headers = new TreeMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        var uri = exchange.getRequestURI();
        return Optional.of(new Request(
                exchange.getRequestMethod(),
                uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                headers,
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                exchange.getLocalAddress().getPort(),
                body));
    }

    /** Returns the values of a header joined by commas. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
    }
}
