package dev.imagegen.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Generated;
import dev.imagegen.webhook.CloudinaryEvent.Other;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads verified notifications of Cloudinary. Fields that it does not know, and kinds that it does not know, pass. */
public final class EventReader {

    /** The key in an asset's context under which our uploads carry the id of their task. */
    public static final String TASK_KEY = "imagegen_task";

    /**
     * The event in a body.
     *
     * @throws ImagegenException with {@link ErrorCode#INVALID_JSON} if the body is no JSON object
     */
    public CloudinaryEvent read(byte[] body) {
        JsonNode event = parse(body);
        String type = event.path("notification_type").asText("");
        try {
            return switch (type) {
                case "upload" -> uploaded(event);
                case "delete" -> deleted(event);
                case "rename" -> renamed(event);
                case "generate_image" -> new Generated();
                default -> new Other(type);
            };
        } catch (IncompleteException e) {
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

    private static Uploaded uploaded(JsonNode event) {
        String task = event.path("context").path("custom").path(TASK_KEY).asText("");
        return new Uploaded(
                text(event, "asset_id"),
                text(event, "public_id"),
                number(event, "version"),
                url(event, "secure_url"),
                text(event, "format"),
                pixels(event, "width"),
                pixels(event, "height"),
                number(event, "bytes"),
                event.path("type").asText("upload"),
                Optional.of(task).filter(id -> !id.isEmpty()),
                time(event, "created_at"));
    }

    private static Deleted deleted(JsonNode event) {
        List<String> assetIds = new ArrayList<>();
        for (JsonNode resource : event.path("resources")) {
            assetIds.add(text(resource, "asset_id"));
        }
        return new Deleted(assetIds);
    }

    private static Renamed renamed(JsonNode event) {
        return new Renamed(text(event, "asset_id"), text(event, "from_public_id"), text(event, "to_public_id"));
    }

    private static String text(JsonNode event, String field) {
        JsonNode value = event.path(field);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new IncompleteException();
        }
        return value.asText();
    }

    private static long number(JsonNode event, String field) {
        JsonNode value = event.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw new IncompleteException();
        }
        return value.asLong();
    }

    private static int pixels(JsonNode event, String field) {
        long value = number(event, field);
        if (value == 0 || value > Integer.MAX_VALUE) {
            throw new IncompleteException();
        }
        return (int) value;
    }

    private static URI url(JsonNode event, String field) {
        try {
            return URI.create(text(event, field));
        } catch (IllegalArgumentException e) {
            throw new IncompleteException();
        }
    }

    private static Instant time(JsonNode event, String field) {
        try {
            return OffsetDateTime.parse(text(event, field)).toInstant();
        } catch (DateTimeException e) {
            throw new IncompleteException();
        }
    }

    /** A field is missing or of another type than the documented one. */
    private static final class IncompleteException extends RuntimeException {}
}
