package dev.imagegen.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import java.time.Duration;
import java.time.Instant;

/**
 * That a request is taken once, however often it comes.
 *
 * @param key a hash of whose request it is and of the key that the caller gave it: 64 hex digits
 * @param request a hash of what it asks for: 64 hex digits
 * @param at when it came
 */
public record Once(String key, String request, Instant at) {

    /** How long a key is remembered. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** The request that came first under a key. */
    public record Taken(String request, String taskId) {}

    /** @param body as it came; its white space and the order of its members make no difference */
    public static Once of(String cloud, String apiKey, String idempotencyKey, Operation operation, JsonNode body, Instant at) {
        return new Once(
                Sha256.of(cloud, apiKey, idempotencyKey), Sha256.of(operation.wireName(), Json.write(Json.sorted(body))), at);
    }

    /** From when on the key may stand for another request. */
    public Instant until() {
        return at.plus(KEPT);
    }
}
