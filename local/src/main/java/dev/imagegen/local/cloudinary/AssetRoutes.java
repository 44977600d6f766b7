package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** Changes and looks up what is stored. */
final class AssetRoutes {

    private static final String HOURLY_CALLS = "500";

    private final Shelf shelf;
    private final Describer describer;
    private final AssetNotifications notifications;
    private final Clock clock;

    AssetRoutes(Shelf shelf, Describer describer, AssetNotifications notifications, Clock clock) {
        this.shelf = shelf;
        this.describer = describer;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** By public id and type; a missing one is a result and no error. */
    Answer destroyByPublicId(Call call, String cloud, Account account) {
        String type = UploadRoute.checkedType(call.parameter("type").orElse("upload"));
        return destroyed(shelf.find(cloud, type, call.required("public_id")), account);
    }

    Answer destroyByAssetId(Call call, String cloud, Account account) {
        return destroyed(shelf.find(cloud, call.required("asset_id")), account);
    }

    private Answer destroyed(Optional<StoredImage> image, Account account) {
        boolean removed = image.map(shelf::remove).orElse(false);
        if (removed) {
            notifications.deleted(image.get(), account);
        }
        return Answer.json(JsonNodeFactory.instance.objectNode().put("result", removed ? "ok" : "not found"));
    }

    Answer rename(Call call, String cloud, Account account) {
        String type = UploadRoute.checkedType(call.parameter("type").orElse("upload"));
        String newType = UploadRoute.checkedType(call.parameter("to_type").orElse(type));
        String from = call.required("from_public_id");
        String to = UploadRoute.checkedPublicId(call.required("to_public_id"));
        synchronized (shelf) {
            StoredImage image = shelf.find(cloud, type, from).orElseThrow(() -> Refusal.notFound(from));
            Optional<StoredImage> target = shelf.find(cloud, newType, to)
                    .filter(other -> !other.assetId().equals(image.assetId()));
            if (target.isPresent() && !call.flag("overwrite", false)) {
                throw new Refusal(400, "to_public_id (" + to + ") already exists");
            }
            target.filter(shelf::remove).ifPresent(gone -> notifications.deleted(gone, account));
            StoredImage renamed = image.renamed(to, newType);
            shelf.describe(renamed);
            notifications.renamed(image, renamed, account);
            return Answer.json(describer.uploaded(renamed, account));
        }
    }

    Answer infoByAssetId(String cloud, String assetId, Account account) {
        return info(shelf.find(cloud, assetId).orElseThrow(() -> Refusal.notFound(assetId)), account);
    }

    Answer infoByPublicId(String cloud, String type, String publicId, Account account) {
        return info(shelf.find(cloud, UploadRoute.checkedType(type), publicId)
                .orElseThrow(() -> Refusal.notFound(publicId)), account);
    }

    private Answer info(StoredImage image, Account account) {
        ObjectNode body = describer.info(image, account).putNull("access_control");
        body.putArray("derived");
        String reset = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
        return Answer.json(body).with(Map.of(
                "X-FeatureRateLimit-Limit", HOURLY_CALLS,
                "X-FeatureRateLimit-Remaining", HOURLY_CALLS,
                "X-FeatureRateLimit-Reset", reset));
    }
}
