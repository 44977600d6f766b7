package dev.imagegen.local.cloudinary;

import static dev.imagegen.local.cloudinary.EmulatorClient.ACCOUNT;
import static dev.imagegen.local.cloudinary.EmulatorClient.picture;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives the emulator. */
class RestartTest {

    @TempDir
    private Path directory;

    @Test
    void imageSurvivesWithEverythingThatIsKnownAboutIt() throws IOException {
        byte[] file = picture("png", 30, 20);
        Got before;
        try (var emulator = start(Optional.of(directory))) {
            var client = new EmulatorClient(emulator.baseUrl());
            client.upload(picture("jpg", 3, 3), Map.of("public_id", "größe/a"));
            before = client.upload(file, Map.of("public_id", "größe/a", "tags", "t", "context", "k=v"));
        }
        assertEquals(2, files().size(), files().toString());
        try (var emulator = start(Optional.of(directory))) {
            var client = new EmulatorClient(emulator.baseUrl());
            Got after = client.info(before.text("asset_id"));
            for (String field : List.of(
                    "public_id", "version", "format", "width", "bytes", "created_at", "etag", "context", "tags")) {
                assertEquals(before.json().path(field), after.json().path(field), field);
            }
            assertArrayEquals(file, client.get(after.text("secure_url")).response().body());
        }
    }

    @Test
    void destroyedImageStaysAway() throws IOException {
        String assetId;
        try (var emulator = start(Optional.of(directory))) {
            var client = new EmulatorClient(emulator.baseUrl());
            assetId = client.upload(picture("png", 1, 1), Map.of("public_id", "a")).text("asset_id");
            client.post("asset/destroy", Map.of("asset_id", assetId));
        }
        assertEquals(List.of(), files());
        try (var emulator = start(Optional.of(directory))) {
            assertEquals(404, new EmulatorClient(emulator.baseUrl()).info(assetId).status());
        }
    }

    @Test
    void whatAKillLeftBehindIsSweptAway() throws IOException {
        String assetId;
        try (var emulator = start(Optional.of(directory))) {
            assetId = new EmulatorClient(emulator.baseUrl()).upload(picture("png", 1, 1), Map.of()).text("asset_id");
        }
        Files.writeString(directory.resolve(assetId + ".1"), "bytes of a version that was not described yet");
        Files.writeString(directory.resolve(assetId + ".json.part"), "{\"asset_id\":");
        try (var emulator = start(Optional.of(directory))) {
            assertEquals(200, new EmulatorClient(emulator.baseUrl()).info(assetId).status());
        }
        assertEquals(2, files().size(), files().toString());
    }

    @Test
    void withoutADirectoryNothingOutlivesIt() throws IOException {
        Path made;
        try (var emulator = start(Optional.empty())) {
            String assetId = new EmulatorClient(emulator.baseUrl()).upload(picture("png", 1, 1), Map.of()).text("asset_id");
            made = temporaryDirectoryOf(assetId);
        }
        assertFalse(Files.exists(made));
    }

    @Test
    void concurrentUploadsUnderOnePublicIdAreOneAsset() throws Exception {
        try (var emulator = start(Optional.of(directory)); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var client = new EmulatorClient(emulator.baseUrl());
            List<Callable<String>> uploads = IntStream.rangeClosed(1, 20)
                    .<Callable<String>>mapToObj(i -> () ->
                            client.upload(picture("png", i, i), Map.of("public_id", "a")).text("asset_id"))
                    .toList();
            List<String> assetIds = new ArrayList<>();
            for (var upload : threads.invokeAll(uploads)) {
                assetIds.add(upload.get());
            }
            assertEquals(1, assetIds.stream().distinct().count(), assetIds.toString());
            assertEquals(2, files().size(), files().toString());
            Got info = client.info(assetIds.getFirst());
            assertEquals(1790000019, info.json().path("version").asLong());
            byte[] file = client.get(info.text("secure_url")).response().body();
            assertEquals(info.json().path("bytes").asInt(), file.length);
        }
    }

    private static CloudinaryEmulator start(Optional<Path> directory) throws IOException {
        return CloudinaryEmulator.start(
                new EmulatorSettings(0, Map.of("acme-demo", ACCOUNT), directory, EmulatorClient.clock()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Other tests have directories of their own there, at the same time. */
    private static Path temporaryDirectoryOf(String assetId) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().startsWith("imagegen-cloudinary"))
                    .filter(path -> Files.exists(path.resolve(assetId + ".json")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
