package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.io.TempDir;

/** The whole system is killed while it draws, and started again on the same data. */
@Execution(ExecutionMode.CONCURRENT)
class KilledSystemIT {

    @TempDir
    private Path data;

    private Process process;

    @AfterEach
    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Api up() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow", "-Dimagegen.root=" + Project.here().root(),
                        "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                        "up", "--port", "0", "--data", data.toString(), "--credits", "50"))
                .redirectError(data.resolve("log.txt").toFile())
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        assertTrue(line != null && line.startsWith("Imagegen is ready at "), line);
        return new Api(URI.create(line.split(" ")[4]));
    }

    @Test
    void aTaskThatWasBeingDrawnEndsOnceAndIsChargedOnceAndOldImagesAreStillThere() throws Exception {
        Api api = up();
        JsonNode before = api.post("text_to_image", "{\"prompt\": \"before\"}").asset();
        String task = api.post("text_to_image", "{\"prompt\": \"a lamp sandbox:slow=20\", \"async\": true}").taskId();
        api.await(task, "processing");

        process.destroyForcibly().waitFor();
        Api again = up();

        JsonNode ended = again.await(task, "completed");
        assertEquals(42, ended.get("limits").get("addons_quota").get(0).get("remaining").intValue());
        JsonNode asset = ended.get("result").get("assets").get(0);
        assertEquals(200, Api.fetch(asset.get("storage").get("secure_url").textValue()).statusCode());
        assertEquals("imagegen/" + task, asset.get("storage").get("public_id").textValue());
        // It is where the other one is, at the port that the system took this time.
        String path = URI.create(before.get("storage").get("secure_url").textValue()).getRawPath();
        URI here = URI.create(asset.get("storage").get("secure_url").textValue());
        assertEquals(200, Api.fetch(here.resolve(path).toString()).statusCode());
    }
}
