package dev.imagegen.engine.http;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The secrets that a request carries in its headers. */
final class Secrets {

    private static final Set<String> HARMLESS = Set.of("accept", "accept-encoding", "content-type", "user-agent");

    private Secrets() {}

    /** Keys as they are, and the two halves of a Basic authorization. */
    static List<String> of(HttpRequest request) {
        return request.headers().map().entrySet().stream()
                .filter(header -> !HARMLESS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .flatMap(List::stream)
                .flatMap(Secrets::parts)
                .toList();
    }

    private static Stream<String> parts(String value) {
        String credentials = value.substring(value.lastIndexOf(' ') + 1);
        return value.startsWith("Basic ") ? Stream.concat(Stream.of(credentials), decoded(credentials)) : Stream.of(credentials);
    }

    private static Stream<String> decoded(String credentials) {
        try {
            return Stream.of(new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8).split(":", 2));
        } catch (IllegalArgumentException notBase64) {
            return Stream.empty();
        }
    }
}
