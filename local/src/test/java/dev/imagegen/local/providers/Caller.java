package dev.imagegen.local.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import dev.imagegen.contract.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Calls a provider as its server would.
 *
 * @param header the name of the header with the key
 * @param key empty for none
 */
public record Caller(Provider provider, String header, Optional<String> key) {

    /** An answer, with its body as JSON, where it is JSON. */
    public record Got(int status, byte[] bytes, JsonNode json, Reply.Whole whole) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public Caller with(String otherKey) {
        return new Caller(provider, header, Optional.of(otherKey));
    }

    public Caller withoutKey() {
        return new Caller(provider, header, Optional.empty());
    }

    public Got post(String path, String body) {
        return got(reply("POST", address(path), body, "application/json"));
    }

    public Reply raw(String path, String body, String contentType) {
        return reply("POST", address(path), body, contentType);
    }

    /** @param address whole, or a path at 127.0.0.1 */
    public Got get(String address) {
        return got(reply("GET", address.startsWith("/") ? address(address) : URI.create(address), "", "text/plain"));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:8000/" + provider.name() + path);
    }

    private Reply reply(String method, URI address, String body, String contentType) {
        Headers headers = new Headers();
        headers.set("Content-Type", contentType);
        key.ifPresent(value -> headers.set(header, value));
        String base = address.getScheme() + "://" + address.getAuthority() + "/" + provider.name();
        try {
            return provider.answer(new Call(method, address.getPath().substring(provider.name().length() + 1),
                    Optional.ofNullable(address.getRawQuery()), headers, body.getBytes(StandardCharsets.UTF_8),
                    URI.create(base)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Got got(Reply reply) {
        if (!(reply instanceof Reply.Whole whole)) {
            throw new AssertionError("No whole answer: " + reply);
        }
        JsonNode json = whole.contentType().startsWith("application/json")
                ? Json.parse(new String(whole.body(), StandardCharsets.UTF_8))
                : Json.object();
        return new Got(whole.status(), whole.body(), json, whole);
    }
}
