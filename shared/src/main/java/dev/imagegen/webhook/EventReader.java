package dev.imagegen.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Derived;
import dev.imagegen.webhook.CloudinaryEvent.Failed;
import dev.imagegen.webhook.CloudinaryEvent.Generated;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.Other;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads verified notifications of Cloudinary. Fields that it does not know, and kinds that it does not know, pass. */
public final class EventReader {

    /** The key in an asset's context under which our uploads carry the id of their task. */
    public static final String TASK_KEY = "imagegen_task";

    private static final Pattern TASK_ID = Pattern.compile("[a-f0-9]{1,256}");

    /**
     * The event in a body.
     *
     * @param received when it came: for events that do not say when they happened
     * @throws ImagegenException with {@link ErrorCode#INVALID_JSON} if the body is no JSON object
     */
    public CloudinaryEvent read(byte[] body, Instant received) {
        JsonNode event = parse(body);
        String type = event.path("notification_type").asText("");
        Fields fields = new Fields(event);
        try {
            return switch (type) {
                case "upload" -> uploaded(fields);
                case "delete" -> new Deleted(deleted(event), fields.happened(received));
                case "rename" -> new Renamed(fields.id("asset_id"), fields.text("from_public_id"),
                        fields.text("to_public_id"), fields.happened(received));
                case "moderation" -> moderated(fields, received);
                case "eager" -> new Derived(fields.id("asset_id"), failures(event));
                case "error" -> new Failed(new Fields(event.path("error")).words("message"));
                default -> isGeneration(type, event) ? new Generated() : new Other(type);
            };
        } catch (Fields.IncompleteException e) {
            return new Other(type);
        }
    }

    /**
     * An id of the event for deduplication: SHA-256 of the body, 64 hex digits.
     *
     * <p>It is right because Cloudinary makes a body once, and sends those bytes again when it retries; what may differ
     * is in the headers. Two events differ in their bytes, because a body holds the time of its trigger to the
     * microsecond and mostly a request id. No choice of fields does better: a delete has neither asset nor request id
     * at its top level.
     */
    public String id(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JsonNode parse(byte[] body) {
        JsonNode event = Json.parseForeign(body);
        if (!event.isObject()) {
            throw new ImagegenException(
                    ErrorCode.INVALID_JSON, "The notification's body must be a JSON object, as Cloudinary sends it.");
        }
        return event;
    }

    /** Assumed: neither the type nor the body of this notification is public, but that it is about a generation's id. */
    private static boolean isGeneration(String type, JsonNode event) {
        return type.equals("generate_image")
                || event.path("task_id").isTextual()
                || event.path("data").path("task_id").isTextual();
    }

    private static Uploaded uploaded(Fields fields) {
        String task = fields.event().path("context").path("custom").path(TASK_KEY).asText("");
        long version = fields.number("version");
        return new Uploaded(
                fields.id("asset_id"),
                fields.text("public_id"),
                version,
                fields.url("secure_url"),
                fields.text("format"),
                fields.pixels("width"),
                fields.pixels("height"),
                fields.number("bytes"),
                fields.event().has("type") ? fields.text("type") : "upload",
                Optional.of(task).filter(id -> TASK_ID.matcher(id).matches()),
                Moderations.read(fields.event().path("moderation"), Instant.ofEpochSecond(version)));
    }

    /** A list, a map keyed by asset, or one asset at the top. An entry without an asset id, or with one that none can have, is left out. */
    private static List<String> deleted(JsonNode event) {
        List<String> assetIds = new ArrayList<>();
        for (JsonNode resource : event.has("resources") ? event.path("resources") : Json.array().add(event)) {
            new Fields(resource).optionalId("asset_id").ifPresent(assetIds::add);
        }
        if (assetIds.isEmpty()) {
            throw new Fields.IncompleteException();
        }
        return assetIds;
    }

    private static Moderated moderated(Fields fields, Instant received) {
        Moderation.Verdict verdict = Moderations.verdict(fields.text("moderation_status"))
                .orElseThrow(Fields.IncompleteException::new);
        Instant at = fields.time("moderation_updated_at").orElseGet(() -> fields.happened(received));
        return new Moderated(fields.id("asset_id"), new Moderation(fields.words("moderation_kind"), verdict, at));
    }

    private static List<String> failures(JsonNode event) {
        List<String> failures = new ArrayList<>();
        for (JsonNode derived : event.path("eager")) {
            if (derived.path("status").asText("").equals("failed")) {
                failures.add(new Fields(derived).words("reason"));
            }
        }
        return failures;
    }
}
