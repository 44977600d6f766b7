package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.asset.AssetRights;
import dev.imagegen.contract.Json;
import java.util.List;

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
        list(node, "models", limits.models(), limits.models().isEmpty());
        limits.expiresAt().ifPresentOrElse(at -> node.put("expires_at", at.toString()), () -> node.putNull("expires_at"));
        limits.requestsPerSecond().ifPresentOrElse(
                most -> node.put("requests_per_second", most), () -> node.putNull("requests_per_second"));
        limits.tasksAtOnce().ifPresentOrElse(
                most -> node.put("concurrent_tasks", most), () -> node.putNull("concurrent_tasks"));
        assets(node, key.assets());
        return node;
    }

    private static void assets(ObjectNode node, AssetRights rights) {
        list(node, "public_id_prefixes", rights.prefixes(), rights.all());
        list(node, "upload_presets", rights.presets(), rights.all());
        node.put("overwrite", rights.overwrite());
    }

    /** @param none true if it is no limit */
    private static void list(ObjectNode node, String name, List<String> words, boolean none) {
        if (none) {
            node.putNull(name);
        } else {
            words.forEach(node.putArray(name)::add);
        }
    }
}
