package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
    @DisabledOnOs(OS.WINDOWS)
    void isIgnoredOnceItsProcessHasEnded() throws Exception {
        var file = dir.resolve("up.json");
        var process = new ProcessBuilder("sh", "-c", "read line").start();
        var started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        state(process.pid(), started, 3000).write(file);
        assertTrue(UpState.read(file).isPresent());

        process.getOutputStream().close();
        process.waitFor();

        assertEquals(Optional.empty(), UpState.read(file));
    }

    @Test
    void replacesWhatAnEarlierSystemWroteAndLeavesNoOtherFile() throws Exception {
        var file = dir.resolve("up.json");
        state(SELF.pid(), STARTED, 3000).write(file);
        state(SELF.pid(), STARTED, 3001).write(file);

        assertEquals(3001, UpState.read(file).orElseThrow().port());
        try (var files = Files.list(dir)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void isAnErrorWhenItIsDamaged() throws Exception {
        var file = Files.writeString(dir.resolve("up.json"), "{");

        assertThrows(IOException.class, () -> UpState.read(file));
    }

    @Test
    void isGoneTwiceWithoutHarm() throws Exception {
        var file = dir.resolve("up.json");
        var state = state(SELF.pid(), STARTED, 3000);
        state.write(file);

        state.delete(file);
        state.delete(file);

        assertFalse(Files.exists(file));
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
