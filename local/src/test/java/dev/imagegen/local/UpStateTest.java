package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpStateTest {

    private static final ProcessHandle SELF = ProcessHandle.current();
    private static final long STARTED = SELF.info().startInstant().map(Instant::toEpochMilli).orElse(0L);

    @TempDir
    private Path dir;

    @Test
    void isReadAsItWasWrittenWhileItsProcessLives() throws Exception {
        var file = dir.resolve("new/up.json");
        var state = state(SELF.pid(), STARTED, 3000);

        state.write(file);

        assertEquals(Optional.of(state), UpState.read(file));
    }

    @Test
    void isNotThereWithoutAFile() throws Exception {
        assertEquals(Optional.empty(), UpState.read(dir.resolve("none.json")));
    }

    @Test
    void isIgnoredOnceItsProcessIsGoneOrAnotherOneHasItsId() throws Exception {
        var file = dir.resolve("up.json");
        state(SELF.pid(), STARTED - 5000, 3000).write(file);

        assertEquals(Optional.empty(), UpState.read(file));
    }

    @Test
    void isDeletedUnlessAnotherSystemHasWrittenIt() throws Exception {
        var file = dir.resolve("up.json");
        var first = state(SELF.pid(), STARTED, 3000);
        var second = state(SELF.pid(), STARTED, 3001);
        second.write(file);

        first.delete(file);
        assertTrue(Files.exists(file));

        second.delete(file);
        assertFalse(Files.exists(file));
    }

    private static UpState state(long pid, long startedAt, int port) {
        return new UpState(
                pid,
                startedAt,
                port,
                URI.create("http://127.0.0.1:1"),
                URI.create("http://127.0.0.1:2"),
                Map.of("GenerateFunction", Map.of("TABLE_NAME", "Table")));
    }
}
