package dev.imagegen.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a request by its idempotency key, so that its repetitions become one task. It is remembered as long as that task is kept.
 *
 * @param key a hash of whose request it is and of the key that the caller gave it: 64 hex digits
 * @param request a hash of what it asks for: 64 hex digits
 * @param at when it came
 * @param gone the task that came first under the key and is not there any more; this request takes its place
 */
public record Once(String key, String request, Instant at, Optional<String> gone) {

    /** The request that came first under a key. */
    public record Taken(String request, String taskId) {}

    /** @param body as it came; white space, the order of members, members that are null, and how a number is written make no difference */
    public static Once of(String cloud, String apiKey, String idempotencyKey, Operation operation, JsonNode body, Instant at) {
        return new Once(
                Sha256.of(cloud, apiKey, idempotencyKey), Sha256.of(operation.wireName(), Json.write(Json.canonical(body))), at,
                Optional.empty());
    }

    /** The same in place of a request whose task is not there any more. */
    public Once inPlaceOf(Taken first) {
        return new Once(key, request, at, Optional.of(first.taskId()));
    }
}
