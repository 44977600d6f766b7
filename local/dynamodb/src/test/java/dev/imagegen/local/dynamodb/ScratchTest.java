package dev.imagegen.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchTest {

    private static final long OWN = ProcessHandle.current().pid();

    @TempDir
    private Path parent;

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.writeString(folder.resolve("sqlite.so"), "x");
        Files.writeString(Files.createDirectory(folder.resolve("deeper")).resolve("file"), "x");
        return folder;
    }

    @Test
    void folderIsEmptyAndGoneWithItsFilesAfterClose() throws IOException {
        Path folder;
        try (var scratch = Scratch.make(parent, pid -> pid == OWN)) {
            folder = scratch.folder();
            assertTrue(folder.startsWith(parent));
            assertEquals(0, folder.toFile().list().length);
            Files.writeString(folder.resolve("sqlite.so"), "x");
        }
        assertFalse(Files.exists(folder));
    }

    @Test
    void closingTwiceOrAfterSomebodyElseDeletedItIsNoFailure() throws IOException {
        var scratch = Scratch.make(parent, pid -> true);
        scratch.close();
        scratch.close();
        assertFalse(Files.exists(scratch.folder()));
    }

    @Test
    void folderOfAProcessThatIsGoneIsDeletedAndThatOfOneThatLivesIsNot() throws IOException {
        Path stale = folder("imagegen-dynamodb-17-123");
        Path used = folder("imagegen-dynamodb-18-123");
        var own = Scratch.make(parent, pid -> pid != 17);

        Scratch.make(parent, pid -> pid != 17);

        assertFalse(Files.exists(stale));
        assertTrue(Files.exists(used));
        assertTrue(Files.exists(own.folder()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "imagegen-dynamodb-", "imagegen-dynamodb-17", "imagegen-dynamodb-17-", "imagegen-dynamodb-x-1",
        "imagegen-dynamodb-17-123-4", "imagegen-dynamodb-1234567890123456789-1", "imagegen-bench-17-123", "17-123",
    })
    void folderOfAnyOtherNameIsLeftAlone(String name) throws IOException {
        Path other = folder(name);

        Scratch.make(parent, pid -> false).close();

        assertTrue(Files.exists(other.resolve("deeper/file")));
    }

    @Test
    void linkIsDeletedAndWhatItLeadsToIsNot() throws IOException {
        Path precious = folder("precious");
        Path link = Files.createSymbolicLink(parent.resolve("imagegen-dynamodb-17-123"), precious);

        Scratch.make(parent, pid -> pid == OWN);

        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
        assertTrue(Files.exists(precious.resolve("deeper/file")));
    }
}
