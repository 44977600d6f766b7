package dev.imagegen.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.contract.Json;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes events as Cloudinary does, with no more than {@link EventReader} reads: to hand one on until its time has come. */
public final class EventWriter {

    private EventWriter() {}

    public static ObjectNode write(CloudinaryEvent.OfAsset event) {
        return switch (event) {
            case Uploaded uploaded -> uploaded(uploaded);
            case Deleted(List<String> assetIds, Instant at) -> {
                ObjectNode node = event("delete", at);
                ArrayNode resources = node.putArray("resources");
                assetIds.forEach(id -> resources.addObject().put("asset_id", id));
                yield node;
            }
            case Renamed(String assetId, String from, String to, Instant at) -> event("rename", at)
                    .put("asset_id", assetId).put("from_public_id", from).put("to_public_id", to);
            case Moderated(String assetId, Moderation(String kind, Moderation.Verdict verdict, Instant at)) ->
                event("moderation", at)
                        .put("asset_id", assetId)
                        .put("moderation_kind", kind)
                        .put("moderation_status", word(verdict))
                        .put("moderation_updated_at", at.toString());
        };
    }

    private static ObjectNode event(String type, Instant at) {
        return Json.object().put("notification_type", type).put("timestamp", at.toString());
    }

    private static ObjectNode uploaded(Uploaded event) {
        ObjectNode node = event("upload", event.at())
                .put("asset_id", event.assetId())
                .put("public_id", event.publicId())
                .put("version", event.version())
                .put("secure_url", event.secureUrl().toString())
                .put("format", event.format())
                .put("width", event.width())
                .put("height", event.height())
                .put("bytes", event.bytes())
                .put("type", event.type());
        event.taskId().ifPresent(id -> node.putObject("context").putObject("custom").put(EventReader.TASK_KEY, id));
        ArrayNode moderations = node.putArray("moderation");
        event.moderations().forEach(m -> moderations.addObject().put("kind", m.kind()).put("status", word(m.verdict())));
        return node;
    }

    private static String word(Moderation.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
