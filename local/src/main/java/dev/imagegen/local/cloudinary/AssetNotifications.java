package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Tells what becomes of images, in the words of Cloudinary's notifications. */
final class AssetNotifications {

    private static final int REQUEST_ID_BYTES = 16;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private final Notifier notifier;
    private final Describer describer;
    private final Intake ids;
    private final Clock clock;

    AssetNotifications(Notifier notifier, Describer describer, Intake ids, Clock clock) {
        this.notifier = notifier;
        this.describer = describer;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param named the address that the call names */
    void uploaded(StoredImage image, Account account, Optional<URI> named) {
        tell("upload", describer.info(image, account).put("api_key", account.apiKey()), account, named);
    }

    /** An image under moderation: it is pending, and then it is judged, by a word in its public id. */
    void moderated(StoredImage image, Account account, Optional<URI> named) {
        ObjectNode upload = describer.info(image, account).put("api_key", account.apiKey());
        Moderation.pending(upload);
        tell("upload", upload, account, named);
        Moderation.verdict(image).ifPresent(verdict -> tell("moderation", base(image)
                .put("version", image.version())
                .put("moderation_kind", Moderation.KIND)
                .put("moderation_status", verdict)
                .put("moderation_updated_at", later(clock.instant(), Instant.ofEpochSecond(image.version())).toString()),
                account, named));
    }

    void deleted(StoredImage image, Account account) {
        ObjectNode event = Json.object();
        event.putArray("resources").add(base(image).put("version", image.version()));
        tell("delete", event, account, Optional.empty());
    }

    void renamed(StoredImage old, StoredImage image, Account account) {
        ObjectNode event = base(image).put("from_public_id", old.publicId()).put("to_public_id", image.publicId());
        event.remove("public_id");
        tell("rename", event, account, Optional.empty());
    }

    private static ObjectNode base(StoredImage image) {
        return Json.object()
                .put("resource_type", "image")
                .put("type", image.type())
                .put("asset_id", image.assetId())
                .put("public_id", image.publicId());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void tell(String type, ObjectNode fields, Account account, Optional<URI> named) {
        if (!notifier.isHeard(named)) {
            return;
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        ObjectNode event = Json.object().put("notification_type", type);
        if (!type.equals("delete")) {
            event.put("timestamp", SECONDS.format(now)).put("request_id", ids.newId(REQUEST_ID_BYTES));
        }
        event.setAll(fields);
        event.putObject("notification_context")
                .put("triggered_at", MICROSECONDS.format(now))
                .putObject("triggered_by").put("source", "api").put("id", account.apiKey());
        notifier.tell(event, account, named);
    }
}
