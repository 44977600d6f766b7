package dev.imagegen.engine.addon;

import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.image.ImageHeader;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;

/**
 * Reference images in the asset store, as temporary assets whose addresses end after an hour.
 *
 * <p>The assets themselves do not end: each is announced with its asset id and the time from which it may be deleted, and it
 * is for who listens to delete it then. One that is announced to nobody, because the worker died in between, is tagged
 * {@code temporary} like all of them, and its context says when it expired.
 */
public final class StoredReferences implements ReferenceShelf {

    /** Longer than any picture takes to be begun. */
    static final Duration LIFE = Duration.ofHours(1);

    private final AssetStore assets;
    private final BiConsumer<String, Instant> leftovers;
    private final Clock clock;

    /** @param leftovers is told the asset id of everything that is put here, and when it may be deleted */
    public StoredReferences(AssetStore assets, BiConsumer<String, Instant> leftovers, Clock clock) {
        this.assets = assets;
        this.leftovers = leftovers;
        this.clock = clock;
    }

    /**
     * @throws EngineException {@link Failure#OVERLOADED} if the store does not take it just now: nothing was asked for yet;
     *     {@link Failure#INVALID} if it is no image
     * @throws StoreException if the store refuses it for good
     */
    @Override
    public URI put(String taskId, int index, byte[] reference) {
        ImageHeader header = ImageHeader.read(reference).orElseThrow(
                () -> new EngineException(Failure.INVALID, "A reference image is no png, jpeg or webp."));
        Instant expiresAt = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
        String key = "%s-reference-%d".formatted(taskId, index);
        StoredAsset stored = store(new Upload(key, reference, header.format(), new Target.Temporary(), expiresAt));
        leftovers.accept(stored.assetId(), expiresAt);
        return stored.storage().secureUrl();
    }

    private StoredAsset store(Upload upload) {
        try {
            return assets.store(upload);
        } catch (StoreException e) {
            if (e.passing()) {
                throw new EngineException(Failure.OVERLOADED, "The asset store did not take a reference image.", e);
            }
            throw e;
        }
    }
}
