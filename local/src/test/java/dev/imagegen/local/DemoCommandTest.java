package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a system that says that it runs here, and refuses everything. */
class DemoCommandTest {

    private static final String BASIC_DEMO_KEY_AND_SECRET = "Basic ZGVtby1rZXk6ZGVtby1zZWNyZXQ=";

    @TempDir
    private Path root;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void runHere() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        var self = ProcessHandle.current();
        var started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        var nowhere = URI.create("http://127.0.0.1:1");
        new UpState(self.pid(), started, server.getAddress().getPort(), nowhere, nowhere, Map.of())
                .write(new Project(root).stateFile());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksTheSystemThatRunsHereAsTheDemoCloud() {
        var error = assertThrows(IOException.class, () -> demo(new Printed()));

        assertEquals("Answered with 503: ", error.getMessage());
        assertEquals(List.of("/v2/generate/demo/text_to_image " + BASIC_DEMO_KEY_AND_SECRET), asked);
    }

    @Test
    void makesItsFolderInTheProjectAndPrintsTheHeadOfTheTable() {
        var out = new Printed();

        assertThrows(IOException.class, () -> demo(out));

        assertTrue(Files.isDirectory(root.resolve("imagegen-demo")));
        assertEquals("picture made by size bytes seconds file", out.text().strip().replaceAll(" +", " "));
    }

    @Test
    void aFailureIsTheMessageAndTheExitCodeOfTheCommand() {
        var err = new Printed();

        assertEquals(1, new Main(new Project(root), Map.of(), new Printed().stream(), err.stream()).run("demo"));
        assertEquals("Answered with 503: ", err.text().replaceAll("\\R", ""));
    }

    private void demo(Printed out) throws IOException, InterruptedException {
        new DemoCommand(new Project(root), Map.of()).run(out.stream());
    }
}
