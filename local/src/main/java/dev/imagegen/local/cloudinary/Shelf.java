package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Images in a directory: two files each, {@code <asset id>.json} and {@code <asset id>.<version>}.
 *
 * <p>Only the index is in memory. An image is there once its JSON is: bytes are written before it and removed after it,
 * each by an atomic move, so that a kill at any moment leaves the old image or the new one, and at most a file that
 * nobody names.
 */
final class Shelf {

    private record Key(String cloud, String type, String publicId) {}

    private final Path directory;
    private final ObjectMapper json;
    private final Map<String, StoredImage> byAssetId = new HashMap<>();
    private final Map<Key, String> assetIds = new HashMap<>();

    /** Opens the directory with what is in it. */
    Shelf(Path directory, ObjectMapper json) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.json = json;
        for (Path file : files()) {
            if (file.toString().endsWith(".json")) {
                index(StoredImage.ofJson(json.readTree(Files.readAllBytes(file))));
            }
        }
        for (Path file : files()) {
            if (!isNamed(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
    }

    synchronized Optional<StoredImage> find(String cloud, String type, String publicId) {
        return Optional.ofNullable(assetIds.get(new Key(cloud, type, publicId))).map(byAssetId::get);
    }

    synchronized Optional<StoredImage> find(String cloud, String assetId) {
        return Optional.ofNullable(byAssetId.get(assetId)).filter(image -> image.cloud().equals(cloud));
    }

    /** The bytes of an image, as they are now; empty if it is gone. */
    synchronized Optional<byte[]> bytes(StoredImage image) {
        return find(image.cloud(), image.assetId()).map(current -> {
            try {
                return Files.readAllBytes(content(current));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Adds an image, or replaces the one with its asset id. */
    synchronized void put(StoredImage image, byte[] bytes) {
        StoredImage old = byAssetId.get(image.assetId());
        try {
            write(content(image), bytes);
            describe(image);
            if (old != null && old.version() != image.version()) {
                Files.deleteIfExists(content(old));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the image with that asset id its new description; its bytes stay. */
    synchronized void describe(StoredImage image) {
        try {
            write(description(image), json.writeValueAsBytes(image.toJson(json)));
            index(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** False if it was gone already. */
    synchronized boolean remove(StoredImage image) {
        StoredImage old = byAssetId.remove(image.assetId());
        if (old == null) {
            return false;
        }
        assetIds.remove(key(old));
        try {
            Files.deleteIfExists(description(old));
            Files.deleteIfExists(content(old));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void index(StoredImage image) {
        StoredImage old = byAssetId.put(image.assetId(), image);
        if (old != null) {
            assetIds.remove(key(old));
        }
        assetIds.put(key(image), image.assetId());
    }

    private boolean isNamed(String file) {
        int dot = file.indexOf('.');
        StoredImage image = dot < 0 ? null : byAssetId.get(file.substring(0, dot));
        return image != null
                && (file.equals(image.assetId() + ".json") || file.equals(image.assetId() + "." + image.version()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Path content(StoredImage image) {
        return directory.resolve(image.assetId() + "." + image.version());
    }

    private Path description(StoredImage image) {
        return directory.resolve(image.assetId() + ".json");
    }

    private static Key key(StoredImage image) {
        return new Key(image.cloud(), image.type(), image.publicId());
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
