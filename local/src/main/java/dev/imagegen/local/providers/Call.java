package dev.imagegen.local.providers;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A request that reached a provider.
 *
 * @param path below the provider's own part of the server, for example {@code /v1/images/generations}
 * @param base the provider's address as the caller wrote it
 */
public record Call(String method, String path, Optional<String> query, Headers headers, byte[] body, URI base) {

    /** A header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** A parameter of the query; its first value, if it is there more than once. */
    public Optional<String> parameter(String name) {
        return Arrays.stream(query.orElse("").split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
