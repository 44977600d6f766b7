package dev.imagegen.local.cloudinary;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.image.ImageHeader;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Puts images on the shelf. Whatever was there under the public id is replaced, and keeps its asset id. */
final class Intake {

    private static final int ID_BYTES = 16;

    private final Shelf shelf;
    private final Clock clock;
    private final RandomGenerator random;

    Intake(Shelf shelf, Clock clock, RandomGenerator random) {
        this.shelf = shelf;
        this.clock = clock;
        this.random = random;
    }

    StoredImage store(String cloud, String type, String publicId, byte[] bytes, ImageHeader measured, List<String> tags,
            Map<String, String> context) {
        synchronized (shelf) {
            Optional<StoredImage> old = shelf.find(cloud, type, publicId);
            Instant now = clock.instant();
            StoredImage image = new StoredImage(
                    cloud,
                    old.map(StoredImage::assetId).orElseGet(() -> newId(ID_BYTES)),
                    publicId,
                    type,
                    Math.max(now.getEpochSecond(), old.map(before -> before.version() + 1).orElse(0L)),
                    measured.format() == ImageFormat.JPEG ? "jpg" : measured.format().wireName(),
                    measured.width(),
                    measured.height(),
                    bytes.length,
                    HexFormat.of().formatHex(Hash.MD5.of(bytes)),
                    old.map(StoredImage::createdAt).orElse(Instant.ofEpochSecond(now.getEpochSecond())),
                    tags,
                    context);
            shelf.put(image, bytes);
            return image;
        }
    }

    /** Hex digits, two for each byte. */
    String newId(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
