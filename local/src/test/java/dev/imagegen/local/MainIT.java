package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imagegen.local.testing.TestProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it. */
class MainIT {

    private static final String READY = "Imagegen is ready at (http://127.0.0.1:\\d+) "
            + "\\(cloud demo, key demo-key, secret demo-secret\\)";

    @TempDir
    private Path root;

    private TestProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = TestProject.in(root);
    }

    @AfterEach
    void unlinkProject() throws IOException {
        project.close();
    }

    @Test
    void upSaysOneLineAnswersAndLeavesNothingBehindWhenItIsTerminated() throws Exception {
        try (var up = CommandProcess.start(project, Map.of(), "up", "--port", "0", "--set", "MonthlyCredits=7")) {
            var address = awaitReady(up);
            var children = up.process().descendants().toList();
            assertEquals(1, children.size());
            assertEquals("7", get(address + "/any?do=environment&name=CREDITS"));
            assertTrue(Files.exists(stateFile()));

            up.process().toHandle().destroy();

            up.process().waitFor();
            children.getFirst().onExit().get();
            assertFalse(Files.exists(stateFile()));
            assertEquals("", up.answer());
        }
    }

    @Test
    void upThatIsKilledTakesItsDatabaseAlongAndItsStateFileIsIgnored() throws Exception {
        try (var up = CommandProcess.start(project, Map.of(), "up", "--port", "0", "--data", root.resolve("data").toString())) {
            awaitReady(up);
            var database = up.process().descendants().findFirst().orElseThrow();

            up.process().destroyForcibly().waitFor();

            database.onExit().get();
            assertTrue(Files.exists(stateFile()));
            assertTrue(UpState.read(stateFile()).isEmpty());
            assertTrue(Files.exists(root.resolve("data/dynamodb/shared-local-instance.db")));
        }
    }

    @Test
    void upOnAPortInUseSaysWhichOptionTakesAnotherOne() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var up = CommandProcess.start(project, Map.of(), "up", "--port", "" + taken.getLocalPort())) {
            assertEquals(2, exit(up));
            assertEquals("Port " + taken.getLocalPort() + " is in use: choose another one with --port.", up.log().strip());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void invokeRunsThePackagedFunctionAgainstTheServersOfARunningUp() throws Exception {
        try (var up = CommandProcess.start(project, Map.of(), "up", "--port", "0")) {
            var address = awaitReady(up);
            var queue = get(address + "/any?do=environment&name=QUEUE");

            try (var invoke = CommandProcess.start(project, Map.of(), "invoke", "packaged", event("{\"do\":\"hello\"}"))) {
                assertEquals(0, exit(invoke), invoke::toString);
                var answer = new JsonMapper().readTree(invoke.answer());
                assertEquals("hello", answer.get("said").asText());
                assertEquals(queue, answer.get("variable").asText());
                assertTrue(invoke.log().contains("log of "));
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void invokeStartsServersOfItsOwnAndExitsWithOneWhenTheFunctionFails() throws Exception {
        try (var invoke = CommandProcess.start(project, Map.of(), "invoke", "PackagedFunction", event("{\"do\":\"throw\"}"))) {
            assertEquals(1, exit(invoke));
            assertEquals("", invoke.answer());
            var log = invoke.log();
            assertTrue(log.contains("The function failed: java.lang.IllegalArgumentException: as asked"), log);
        }
    }

    @Test
    void invokeOfAnUnknownFunctionNamesTheKnownOnes() throws Exception {
        try (var invoke = CommandProcess.start(project, Map.of(), "invoke", "paint", event("{}"))) {
            assertEquals(2, exit(invoke));
            assertEquals("There is no function paint, only GenerateFunction, PackagedFunction.", invoke.log().strip());
        }
    }

    private String awaitReady(CommandProcess up) throws IOException {
        var line = up.process().inputReader().readLine();
        assertTrue(line != null && line.matches(READY), () -> line + "\n" + logOf(up));
        return line.replaceAll(READY, "$1");
    }

    private static String logOf(CommandProcess command) {
        try {
            return command.log();
        } catch (IOException broken) {
            return broken.toString();
        }
    }

    private static int exit(CommandProcess command) throws InterruptedException {
        return command.process().waitFor();
    }

    private String event(String json) throws IOException {
        return Files.writeString(root.resolve("event.json"), json).toString();
    }

    private Path stateFile() {
        return new Project(root).stateFile();
    }

    private static String get(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString()).body();
        }
    }
}
