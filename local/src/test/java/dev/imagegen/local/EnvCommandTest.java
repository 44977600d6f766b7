package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvCommandTest {

    private static final ProcessHandle SELF = ProcessHandle.current();
    private static final long STARTED = SELF.info().startInstant().map(Instant::toEpochMilli).orElse(0L);

    @TempDir
    private Path root;

    private final Printed out = new Printed();

    @Test
    void printsTheVariablesOfEachFunctionWithThisMachineAsAContainerSeesIt() throws Exception {
        up(STARTED, Map.of("GenerateFunction", Map.of(
                "JOBS_QUEUE_URL", "http://127.0.0.1:9324/000000000000/Jobs",
                "TABLE_NAME", "Table")));

        new EnvCommand(new Project(root)).run(out.stream());

        assertEquals(Json.parse("""
                {"GenerateFunction": {
                  "JOBS_QUEUE_URL": "http://host.docker.internal:9324/000000000000/Jobs",
                  "TABLE_NAME": "Table"}}"""), Json.parse(out.text()));
    }

    @Test
    void leavesAddressesOfOthersAlone() throws Exception {
        up(STARTED, Map.of("F", Map.of("A", "https://api.example.com:443/x", "B", "127.0.0.1")));

        new EnvCommand(new Project(root)).run(out.stream());

        assertEquals(Json.parse("""
                {"F": {"A": "https://api.example.com:443/x", "B": "127.0.0.1"}}"""), Json.parse(out.text()));
    }

    @Test
    void refusesWhenThereIsNoSystem() {
        assertEquals("No system runs here: start one with ./imagegen up.", refusal());
        assertEquals("", out.text());
    }

    @Test
    void refusesWhenTheProcessThatWroteTheFileIsAnotherOneByNow() throws Exception {
        up(STARTED + 1, Map.of());

        assertEquals("No system runs here: start one with ./imagegen up.", refusal());
    }

    @Test
    void aDamagedStateFileIsAnErrorAndNoAnswer() throws Exception {
        var file = new Project(root).stateFile();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"pid\": 1,");

        assertThrows(IOException.class, () -> new EnvCommand(new Project(root)).run(out.stream()));
        assertEquals("", out.text());
    }

    private String refusal() {
        return assertThrows(UsageException.class, () -> new EnvCommand(new Project(root)).run(out.stream())).getMessage();
    }

    private void up(long startedAt, Map<String, Map<String, String>> functions) throws IOException {
        var anywhere = URI.create("http://127.0.0.1:1");
        new UpState(SELF.pid(), startedAt, 3000, anywhere, anywhere, functions).write(new Project(root).stateFile());
    }
}
