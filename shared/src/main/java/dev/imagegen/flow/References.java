package dev.imagegen.flow;

import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Task;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Fetches the pictures that a generation starts from. */
public final class References {

    private static final long MAX_PIXELS = 40_000_000;

    private final AssetStore assets;
    private final AssetRegistry registry;
    private final Function<URI, byte[]> foreign;

    /** @param foreign the hardened way to addresses that callers name */
    public References(AssetStore assets, AssetRegistry registry, Function<URI, byte[]> foreign) {
        this.assets = assets;
        this.registry = registry;
        this.foreign = foreign;
    }

    /**
     * Those of a task: their bytes, in the caller's order, all fetched at once.
     *
     * @throws ImagegenException naming the reference that is no usable image, or is not there: for a client key that is all that it
     *     did not make and that is not under its prefixes
     */
    public List<byte[]> fetch(Task task) {
        List<ReferenceImage> references = task.order().references();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<byte[]>> fetching = new ArrayList<>();
            for (int i = 0; i < references.size(); i++) {
                String field = "reference_images[" + i + "]";
                ReferenceImage reference = references.get(i);
                fetching.add(CompletableFuture.supplyAsync(() -> checked(field, bytes(task, field, reference)), threads));
            }
            return fetching.stream().map(References::fetched).toList();
        }
    }

    private static byte[] fetched(CompletableFuture<byte[]> fetching) {
        try {
            return fetching.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private byte[] bytes(Task task, String field, ReferenceImage reference) {
        return switch (reference) {
            case ReferenceImage.ByUrl(URI url) -> fetched(field, url);
            case ReferenceImage.ByAssetId(String id) -> assets.fetch(id, publicId -> mayRead(task, id, publicId))
                    .orElseThrow(() -> refused(ErrorCode.REFERENCE_NOT_FOUND, field,
                            "'%s': there is no asset with this id in the cloud.".formatted(field)));
        };
    }

    private boolean mayRead(Task task, String assetId, String publicId) {
        return task.rights().reaches(publicId) || registry.isOf(task.apiKey(), assetId);
    }

    private byte[] fetched(String field, URI url) {
        try {
            return foreign.apply(url);
        } catch (ImagegenException e) {
            throw refused(e.error().code(), field, "'%s': %s".formatted(field, e.error().message()), e);
        }
    }

    private static byte[] checked(String field, byte[] bytes) {
        ImageHeader header = ImageHeader.read(bytes)
                .orElseThrow(() -> refused(ErrorCode.REFERENCE_UNUSABLE, field,
                        "'%s' is no png, jpeg or webp image.".formatted(field)));
        if ((long) header.width() * header.height() > MAX_PIXELS) {
            throw refused(ErrorCode.REFERENCE_UNUSABLE, field,
                    "'%s' has more than %d megapixels.".formatted(field, MAX_PIXELS / 1_000_000));
        }
        return bytes;
    }

    private static ImagegenException refused(ErrorCode code, String field, String message) {
        return refused(code, field, message, null);
    }

    private static ImagegenException refused(ErrorCode code, String field, String message, Throwable cause) {
        return new ImagegenException(new PublicError(code, message, Map.of("field", field)), cause);
    }
}
