package dev.imagegen.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.net.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a provider answered.
 *
 * @param body bounded in bytes and time; it is read once
 * @param receivedAt when its head came in
 * @param secrets that the request carried: they must not come back in a log
 */
public record ProviderAnswer(int status, HttpHeaders headers, InputStream body, Instant receivedAt, List<String> secrets) {

    /** More than any provider says about a failure. */
    private static final int MAX_TEXT = 1 << 20;

    public ProviderAnswer {
        secrets = List.copyOf(secrets);
    }

    /** True for 2xx. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body as text, cut after a megabyte. */
    public String text() throws IOException {
        return new String(body.readNBytes(MAX_TEXT), StandardCharsets.UTF_8);
    }

    /** The body as JSON, if it is an object of at most a megabyte; otherwise a missing node. */
    public JsonNode json() throws IOException {
        return json(text());
    }

    /** A text as JSON, if it is an object; otherwise a missing node. */
    public static JsonNode json(String text) {
        try {
            JsonNode node = Json.parseForeign(text.getBytes(StandardCharsets.UTF_8));
            return node.isObject() ? node : MissingNode.getInstance();
        } catch (ImagegenException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** How long the provider asks to be left alone by {@code Retry-After}, in seconds or as a date. */
    public Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After").flatMap(value -> RetryAfter.read(value, receivedAt));
    }
}
