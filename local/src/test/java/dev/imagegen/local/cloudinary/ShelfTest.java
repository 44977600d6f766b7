package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files behind the images, whenever the process that writes them ends. */
class ShelfTest {

    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    private Path directory;

    private Shelf shelf;

    @BeforeEach
    void open() throws IOException {
        shelf = new Shelf(directory, new ObjectMapper());
    }

    @Test
    void anImageIsFoundByItsIdsInItsCloudAlone() {
        var image = image("id1", "folder/a", 1);
        shelf.put(image, BYTES);

        assertEquals(Optional.of(image), shelf.find("acme", "id1"));
        assertEquals(Optional.of(image), shelf.find("acme", "upload", "folder/a"));
        assertEquals(Optional.empty(), shelf.find("other", "id1"));
        assertEquals(Optional.empty(), shelf.find("other", "upload", "folder/a"));
        assertEquals(Optional.empty(), shelf.find("acme", "private", "folder/a"));
    }

    @Test
    void everythingIsThereAgainAfterARestart() throws IOException {
        var image = image("id1", "größe", 7);
        shelf.put(image, BYTES);

        open();

        assertEquals(Optional.of(image), shelf.find("acme", "upload", "größe"));
        assertArrayEquals(BYTES, shelf.bytes(image).orElseThrow());
    }

    @Test
    void aNewVersionReplacesTheBytesOfTheOldOne() throws IOException {
        shelf.put(image("id1", "a", 1), BYTES);
        shelf.put(image("id1", "a", 2), new byte[] {9});

        assertArrayEquals(new byte[] {9}, shelf.bytes(image("id1", "a", 1)).orElseThrow());
        assertEquals(List.of("id1.2", "id1.json"), files());
    }

    @Test
    void aRenamedImageIsNoLongerFoundUnderItsOldNameAlsoAfterARestart() throws IOException {
        shelf.put(image("id1", "old", 1), BYTES);
        shelf.describe(image("id1", "new", 1));
        assertEquals(Optional.empty(), shelf.find("acme", "upload", "old"));

        open();

        assertEquals(Optional.empty(), shelf.find("acme", "upload", "old"));
        assertArrayEquals(BYTES, shelf.bytes(shelf.find("acme", "upload", "new").orElseThrow()).orElseThrow());
    }

    @Test
    void aRemovedImageLeavesNothingAndCanNotBeRemovedAgain() throws IOException {
        var image = image("id1", "a", 1);
        shelf.put(image, BYTES);

        assertTrue(shelf.remove(image));
        assertFalse(shelf.remove(image));
        assertEquals(Optional.empty(), shelf.bytes(image));
        assertEquals(List.of(), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id1.2", "id1.2.part", "id1.json.part", "id2.1", "id2.1.part", "id2.json.part", "core"})
    void whatAKillLeftHalfWrittenIsSweptAwayAndTheImageStays(String left) throws IOException {
        shelf.put(image("id1", "a", 1), BYTES);
        Files.writeString(directory.resolve(left), "{\"asset_id\": \"id");

        open();

        assertEquals(List.of("id1.1", "id1.json"), files());
        assertArrayEquals(BYTES, shelf.bytes(image("id1", "a", 1)).orElseThrow());
        assertEquals(Optional.empty(), shelf.find("acme", "id2"));
    }

    @Test
    void bytesWithoutADescriptionAreSweptAway() throws IOException {
        shelf.put(image("id1", "a", 1), BYTES);
        Files.delete(directory.resolve("id1.json"));

        open();

        assertEquals(Optional.empty(), shelf.find("acme", "id1"));
        assertEquals(List.of(), files());
    }

    @Test
    void foldersAreLeftAlone() throws IOException {
        Files.createDirectories(directory.resolve("theirs"));

        open();

        assertEquals(List.of("theirs"), files());
    }

    @Test
    void aDescriptionThatSomebodyDamagedFailsTheStartAndNothingIsSweptAway() throws IOException {
        shelf.put(image("id1", "a", 1), BYTES);
        Files.writeString(directory.resolve("id1.json"), "{\"asset_id\":");

        assertThrows(IOException.class, this::open);
        assertEquals(List.of("id1.1", "id1.json"), files());
    }

    @Test
    void bytesThatAreGoneAreAnErrorAndNotAnImageWithoutContent() throws IOException {
        var image = image("id1", "a", 1);
        shelf.put(image, BYTES);
        Files.delete(directory.resolve("id1.1"));

        assertThrows(UncheckedIOException.class, () -> shelf.bytes(image));
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "in the way");

        assertThrows(IOException.class, () -> new Shelf(file, new ObjectMapper()));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static StoredImage image(String assetId, String publicId, long version) {
        return new StoredImage(
                "acme", assetId, publicId, "upload", version, "png", 3, 2, BYTES.length, "etag",
                Instant.ofEpochSecond(1790000000), List.of("t"), Map.of("k", "v"));
    }
}
