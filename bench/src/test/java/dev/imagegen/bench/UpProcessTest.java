package dev.imagegen.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of the command. */
@DisabledOnOs(OS.WINDOWS)
class UpProcessTest {

    private static final String READY = "echo 'Imagegen is ready at http://127.0.0.1:4711 (cloud demo, key demo-key)'";

    @TempDir
    private Path root;

    private Path pid;

    @BeforeEach
    void nameTheFiles() {
        pid = root.resolve("pid");
    }

    @Test
    void isThereOnceTheSystemSaysThatItIsReadyAndKnowsItsAddress() throws Exception {
        script(READY, "exec sleep 600");

        try (var up = UpProcess.start(root)) {
            assertEquals(URI.create("http://127.0.0.1:4711"), up.address());
            assertTrue(up.startTime().compareTo(Duration.ZERO) > 0, up.startTime().toString());
        }
    }

    @Test
    void isStartedOnAFreePort() throws Exception {
        script("echo \"$@\" > " + root.resolve("arguments"), READY, "exec sleep 600");

        UpProcess.start(root).close();

        assertEquals("up --port 0\n", Files.readString(root.resolve("arguments")));
    }

    @Test
    void hasEndedWhenCloseReturns() throws Exception {
        script(READY, "exec sleep 600");
        ProcessHandle process;
        try (var up = UpProcess.start(root)) {
            process = running().orElseThrow();
            assertTrue(process.isAlive(), up::toString);
        }
        assertFalse(process.isAlive());
    }

    @Test
    void saysHowMuchMemoryItHolds() throws Exception {
        script("sleep 600 &", "child=$!", "trap 'kill $child; exit' TERM", READY, "wait");
        try (var up = UpProcess.start(root)) {
            assertTrue(up.residentMegabytes() >= 1, "it holds " + up.residentMegabytes() + " MB");
        }
    }

    @Test
    void aCommandThatEndsWithoutAWordDidNotStart() throws Exception {
        script("exit 1");

        var error = assertThrows(IOException.class, () -> UpProcess.start(root).close());

        assertEquals("./imagegen up did not start: null", error.getMessage());
    }

    @Test
    void aCommandThatSaysSomethingElseDidNotStartAndIsNotLeftRunning() throws Exception {
        script("echo 'Building: this takes a moment'", "exec sleep 600");

        var error = assertThrows(IOException.class, () -> UpProcess.start(root).close());

        assertEquals("./imagegen up did not start: Building: this takes a moment", error.getMessage());
        var left = running();
        if (left.isPresent()) {
            left.get().onExit().get();
        }
        assertEquals(Optional.empty(), running());
    }

    @Test
    void whatTheCommandLogsIsNoAnswer() throws Exception {
        script("echo 'starting' >&2", READY, "exec sleep 600");

        try (var up = UpProcess.start(root)) {
            assertEquals(4711, up.address().getPort());
        }
    }

    @Test
    void aRootWithoutTheCommandIsAnError() {
        assertThrows(IOException.class, () -> UpProcess.start(root.resolve("nowhere")).close());
    }

    private Optional<ProcessHandle> running() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    }

    private void script(String... lines) throws IOException {
        Path command = root.resolve("imagegen");
        Files.writeString(command, "#!/bin/sh\necho $$ > " + pid + "\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    }
}
