package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.contract.Json;

/** A key as an answer shows it. A limit that it does not have is null. */
final class KeyJson {

    private KeyJson() {}

    /** Without its secret. */
    static ObjectNode of(ApiKey key) {
        return limits(start(key), key);
    }

    /** With its secret, once. */
    static ObjectNode of(ApiKey key, String secret) {
        return limits(start(key).put("api_secret", secret), key);
    }

    private static ObjectNode start(ApiKey key) {
        return Json.object().put("api_key", key.id());
    }

    private static ObjectNode limits(ObjectNode node, ApiKey key) {
        KeyLimits limits = key.limits();
        node.put("name", key.name()).put("root", key.root()).put("created_at", key.createdAt().toString());
        limits.monthly().credits().ifPresentOrElse(
                credits -> node.put("monthly_credits", credits), () -> node.putNull("monthly_credits"));
        if (limits.models().isEmpty()) {
            node.putNull("models");
        } else {
            ArrayNode models = node.putArray("models");
            limits.models().forEach(models::add);
        }
        limits.expiresAt().ifPresentOrElse(at -> node.put("expires_at", at.toString()), () -> node.putNull("expires_at"));
        limits.requestsPerSecond().ifPresentOrElse(
                most -> node.put("requests_per_second", most), () -> node.putNull("requests_per_second"));
        limits.tasksAtOnce().ifPresentOrElse(
                most -> node.put("concurrent_tasks", most), () -> node.putNull("concurrent_tasks"));
        return node;
    }
}
