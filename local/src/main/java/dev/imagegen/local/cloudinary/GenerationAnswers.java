package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Writes what the add-on says about generations, and keeps its account of credits. */
final class GenerationAnswers {

    private static final long LIMIT = 1_000_000;
    private static final String REQUEST_ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    private final AtomicLong used = new AtomicLong();

    void use(int credits) {
        used.addAndGet(credits);
    }

    /** @param byRequest empty where nothing was used */
    ObjectNode limits(Optional<Integer> byRequest, long remaining) {
        ObjectNode limits = Json.object();
        ObjectNode quota = limits.putArray("addons_quota").addObject().put("type", "image_generation");
        byRequest.ifPresentOrElse(credits -> quota.put("used_by_request", credits), () -> quota.putNull("used_by_request"));
        quota.put("remaining", remaining).put("limit", LIMIT);
        return limits;
    }

    long remaining() {
        return LIMIT - used.get();
    }

    /** What is said to who does not wait. */
    ObjectNode task(Generation generation) {
        ObjectNode body = Json.object();
        ObjectNode data = body.putObject("data").put("task_id", generation.id());
        data.put("status", generation.state().name().toLowerCase(Locale.ROOT));
        body.put("request_id", REQUEST_ID);
        switch (generation.state()) {
            case PENDING, PROCESSING -> { }
            case COMPLETED -> {
                generation.asset().ifPresentOrElse(
                        asset -> data.putObject("result").putArray("assets").add(asset), () -> data.putNull("result"));
                data.set("limits", used(generation));
            }
            case FAILED -> generation.error().ifPresent(error -> data.set("error", error));
        }
        return ahead(generation) ? GenerationAhead.of(body) : body;
    }

    /** What is said to who waited. */
    ObjectNode result(Generation generation) {
        ObjectNode body = Json.object();
        var assets = body.putObject("data").putArray("assets");
        generation.asset().ifPresent(assets::add);
        body.set("limits", used(generation));
        body.put("request_id", REQUEST_ID);
        return ahead(generation) ? GenerationAhead.of(body) : body;
    }

    /** Assumed: no such notification is public. */
    ObjectNode notification(Generation generation) {
        boolean failed = generation.asset().isEmpty();
        ObjectNode body = Json.object()
                .put("notification_type", "generate_image")
                .put("operation_name", generation.order().operation())
                .put("operation_type", "single")
                .put("request_id", REQUEST_ID)
                .put("task_id", generation.id())
                .put("http_status", failed ? 422 : 200);
        body.set("error", generation.error().orElse(null));
        body.set("limits", used(generation));
        if (failed) {
            body.putNull("data");
        } else {
            body.putObject("data").putArray("assets").add(generation.asset().orElseThrow());
        }
        return body;
    }

    private ObjectNode used(Generation generation) {
        boolean told = !GenerationStudio.says(generation.order().prompt(), "untold");
        return limits(generation.asset().filter(_ -> told).map(_ -> generation.order().model().credits()), remaining());
    }

    /** @param info as the store describes the image */
    static ObjectNode storage(JsonNode info) {
        return Json.object()
                .put("storage_type", "managed_asset")
                .put("secure_url", info.path("secure_url").asText())
                .put("asset_id", info.path("asset_id").asText())
                .put("public_id", info.path("public_id").asText())
                .put("resource_type", "image")
                .put("type", info.path("type").asText())
                .put("version", info.path("version").asLong());
    }

    static ObjectNode storage(TemporaryImages.Place place) {
        return Json.object()
                .put("storage_type", "temporary")
                .put("secure_url", place.url().toString())
                .put("expires_at", place.expiresAt().toString());
    }

    private static boolean ahead(Generation generation) {
        return GenerationStudio.says(generation.order().prompt(), "ahead");
    }
}
