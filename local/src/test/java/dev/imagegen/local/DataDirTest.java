package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {

    @TempDir
    private Path parent;

    @Test
    void aFolderIsMadeAndTakenAndFreeAgainAfterwards() throws IOException {
        Path folder = parent.resolve("a/b");

        DataDir.take(folder).close();

        DataDir.take(folder).close();
        assertTrue(Files.isDirectory(folder));
    }

    @Test
    void aFolderThatIsTakenIsRefused() throws IOException {
        try (var _ = DataDir.take(parent)) {
            var refusal = assertThrows(UsageException.class, () -> DataDir.take(parent));

            assertEquals("The folder " + parent + " is in use by another ./imagegen up: stop it, or name another one with --data.",
                    refusal.getMessage());
        }
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "x");

        var refusal = assertThrows(UsageException.class, () -> DataDir.take(file));

        assertTrue(refusal.getMessage().startsWith("The folder " + file + " can not be used for --data: "), refusal.getMessage());
    }
}
