package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    @TempDir
    private Path folder;

    @Test
    void anEventIsReadAsItStands() throws IOException {
        Path file = Files.writeString(folder.resolve("e.json"), "{\"a\": 1}");

        assertEquals("{\"a\": 1}", EventFile.read(file));
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none.json");

        var refusal = assertThrows(UsageException.class, () -> EventFile.read(file));

        assertEquals("There is no event " + file + ".", refusal.getMessage());
    }

    @Test
    void aFileThatIsNoJsonIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("e.json"), "{");

        var refusal = assertThrows(UsageException.class, () -> EventFile.read(file));

        assertTrue(refusal.getMessage().startsWith("The event " + file + " is no JSON: "), refusal.getMessage());
    }
}
