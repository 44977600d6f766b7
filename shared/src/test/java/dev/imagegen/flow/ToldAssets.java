package dev.imagegen.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.image.ImageHeader;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A store that tells what becomes of its images, in the bodies that Cloudinary sends. Images are renamed, deleted and judged
 * behind the back of the service, as people do in Cloudinary's console.
 */
final class ToldAssets implements AssetStore {

    /** One image as it really is. */
    static final class Image {
        private final String id;
        private final String storedAs;
        private final boolean moderated;
        private String publicId;
        private long version;
        private boolean gone;

        private Image(String id, String publicId, boolean moderated) {
            this.id = id;
            this.storedAs = publicId;
            this.publicId = publicId;
            this.moderated = moderated;
        }

        String id() {
            return id;
        }

        String storedAs() {
            return storedAs;
        }

        boolean gone() {
            return gone;
        }

        boolean moderated() {
            return moderated;
        }
    }

    private final Map<String, Image> images = new HashMap<>();
    private final Map<String, Image> byPublicId = new HashMap<>();
    private final Clock clock;
    private final Consumer<ObjectNode> tell;
    private final BiConsumer<Image, Boolean> stored;
    private int micros;

    /**
     * @param tell hears of everything
     * @param stored hears of each image, and whether it is new, before whoever stored it has the answer
     */
    ToldAssets(Clock clock, Consumer<ObjectNode> tell, BiConsumer<Image, Boolean> stored) {
        this.clock = clock;
        this.tell = tell;
        this.stored = stored;
    }

    Image image(String id) {
        return images.get(id);
    }

    @Override
    public StoredAsset store(Upload upload) {
        boolean temporary = upload.target() instanceof Target.Temporary;
        String publicId = (temporary ? "imagegen/temporary/" : "imagegen/") + upload.taskId();
        Image image = Optional.ofNullable(byPublicId.get(publicId)).orElseGet(() -> added(upload.taskId(), publicId, temporary));
        boolean isNew = image.version == 0;
        image.version = Math.max(image.version, clock.instant().getEpochSecond());
        ImageHeader header = ImageHeader.read(upload.bytes()).orElseThrow();
        ObjectNode event = event("upload")
                .put("asset_id", image.id).put("public_id", publicId).put("version", image.version)
                .put("width", header.width()).put("height", header.height()).put("format", "png").put("resource_type", "image")
                .put("bytes", upload.bytes().length).put("type", temporary ? "authenticated" : "upload")
                .put("secure_url", url(image).toString());
        event.putObject("context").putObject("custom").put("imagegen_task", upload.taskId());
        List<Moderation> moderations = new ArrayList<>();
        if (image.moderated) {
            event.putArray("moderation").addObject().put("kind", "manual").put("status", "pending");
            moderations.add(new Moderation("manual", Verdict.PENDING, Instant.ofEpochSecond(image.version)));
        }
        tell.accept(event);
        stored.accept(image, isNew);
        Storage storage = temporary
                ? new Storage.Temporary(url(image), upload.expiresAt())
                : new Storage.Managed(url(image), image.id, publicId, image.version);
        return new StoredAsset(
                image.id, storage, header.format(), header.width(), header.height(), upload.bytes().length, moderations);
    }

    private Image added(String taskId, String publicId, boolean temporary) {
        Image image = new Image("%032x".formatted(images.size() + 1L), publicId, !temporary && taskId.hashCode() % 4 == 0);
        images.put(image.id, image);
        byPublicId.put(publicId, image);
        return image;
    }

    static URI url(Image image) {
        return URI.create("https://res.cloudinary.com/demo/image/upload/v" + image.version + "/" + image.storedAs + ".png");
    }

    void rename(Image image, String to) {
        if (!image.gone && !byPublicId.containsKey(to)) {
            byPublicId.remove(image.publicId);
            tell.accept(event("rename").put("asset_id", image.id).put("from_public_id", image.publicId).put("to_public_id", to));
            image.publicId = to;
            byPublicId.put(to, image);
        }
    }

    void judge(Image image, Verdict verdict) {
        tell.accept(event("moderation").put("asset_id", image.id).put("moderation_kind", "manual")
                .put("moderation_status", verdict.name().toLowerCase(Locale.ROOT))
                .put("moderation_updated_at", now().toString()));
    }

    @Override
    public void delete(String assetId) {
        Image image = images.get(assetId);
        if (!image.gone) {
            image.gone = true;
            byPublicId.remove(image.publicId);
            ObjectNode event = event("delete");
            event.putArray("resources").addObject().put("asset_id", assetId).put("public_id", image.publicId);
            tell.accept(event);
        }
    }

    @Override
    public StoredAsset move(StoredAsset asset, String publicId, boolean overwrite) {
        throw new IllegalStateException("No task here names a public id");
    }

    @Override
    public Optional<byte[]> fetch(String assetId, Predicate<String> readable) {
        throw new IllegalStateException("No task here has references");
    }

    private ObjectNode event(String type) {
        ObjectNode event = Json.object().put("notification_type", type);
        event.putObject("notification_context").put("triggered_at", now().toString());
        return event;
    }

    /** Another one at every call: what happens here happens one after the other. */
    private Instant now() {
        return clock.instant().plusNanos(1000L * ++micros);
    }
}
