package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.io.TempDir;

/** The whole system is killed while it draws, and started again on the same data. */
@Execution(ExecutionMode.CONCURRENT)
class KilledSystemIT {

    /** The lease of a dead worker, and the sweep that finds it. */
    private static final Duration LEASE_AND_SWEEP = Duration.ofSeconds(150);

    @TempDir
    private Path data;

    private Process process;

    @AfterEach
    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Api up(int port) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow", "-Dimagegen.root=" + Project.here().root(),
                        "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                        "up", "--port", String.valueOf(port), "--data", data.toString(), "--credits", "50"))
                .redirectError(data.resolve("log.txt").toFile())
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        assertTrue(line != null && line.startsWith("Imagegen is ready at "), line);
        return new Api(URI.create(line.split(" ")[4]));
    }

    /** One with a free one after it, where the emulator goes. */
    private static int freePort() throws IOException {
        while (true) {
            try (var socket = new ServerSocket(0); var next = new ServerSocket(socket.getLocalPort() + 1)) {
                return next.getLocalPort() - 1;
            } catch (BindException taken) {
                // Another pair is tried.
            }
        }
    }

    @Test
    void aTaskThatWasBeingDrawnEndsOnceAndIsChargedOnceAndOldImagesAreStillThere() throws Exception {
        int port = freePort();
        Api api = up(port);
        JsonNode before = api.post("text_to_image", "{\"prompt\": \"before\"}").asset();
        String task = api.post("text_to_image", "{\"prompt\": \"a lamp sandbox:slow=5\", \"async\": true}").taskId();
        api.await(task, "processing", Duration.ofSeconds(10));

        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        Api again = up(port);

        assertEquals(200, Api.fetch(before.get("storage").get("secure_url").textValue()).statusCode());
        JsonNode ended = again.await(task, "completed", LEASE_AND_SWEEP);
        assertEquals(42, ended.get("limits").get("addons_quota").get(0).get("remaining").intValue());
        JsonNode asset = ended.get("result").get("assets").get(0);
        assertEquals(200, Api.fetch(asset.get("storage").get("secure_url").textValue()).statusCode());
        assertEquals("imagegen/" + task, asset.get("storage").get("public_id").textValue());
    }
}
