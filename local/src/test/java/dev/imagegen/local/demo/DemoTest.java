package dev.imagegen.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DemoTest {

    /** An answer to everything: an asset, and the bytes behind its address. */
    private static final String ASSET = """
            {"data": {"assets": [{"format": "png", "width": 8, "height": 9, "bytes": 5, "model": {"id": "flux-2-pro"},
              "storage": {"secure_url": "ADDRESS/image.png", "asset_id": "a-1"}}]}}""";

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyExampleIsSavedUnderItsNumberAndTitle() throws Exception {
        api.answer(200, ASSET);

        run(dir.resolve("not/there/yet"));

        assertEquals(
                List.of(
                        "1-simplest-call.png",
                        "2-family-tier-and-size.png",
                        "3-exact-model-pixels-seed.png",
                        "4-temporary.png",
                        "5-asynchronous-with-polling.png",
                        "6-stored-under-a-public-id.png",
                        "7-image-to-image.png"),
                saved(dir.resolve("not/there/yet")));
    }

    @Test
    void theLastExampleRefersToTheAssetThatWasStoredBefore() throws Exception {
        api.answer(200, ASSET);

        run(dir);

        var last = api.seen().stream().filter(seen -> seen.line().contains("image_to_image")).findFirst().orElseThrow();
        assertEquals("a-1", Json.parse(last.body()).at("/reference_images/0/asset_id").textValue());
    }

    @Test
    void everyBodyIsJsonForTheCloudThatWasNamed() throws Exception {
        api.answer(200, ASSET);

        run(dir);

        var calls = api.seen().stream().filter(seen -> seen.line().startsWith("POST ")).toList();
        assertEquals(7, calls.size());
        for (var call : calls) {
            assertTrue(call.line().startsWith("POST /v2/generate/acme/"), call.line());
            assertFalse(Json.parse(call.body()).get("prompt").textValue().isBlank());
        }
    }

    @Test
    void theTableHasARowForEachExample() throws Exception {
        api.answer(200, ASSET);

        run(dir);

        var rows = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(8, rows.size());
        assertEquals("example model size bytes seconds file", rows.getFirst().replaceAll(" +", " "));
        assertTrue(rows.get(1).matches("simplest call +flux-2-pro +8x9 +5 +\\d+\\.\\d\\d  .*1-simplest-call.png"), rows.get(1));
    }

    @Test
    void anExampleThatIsRefusedEndsTheDemoAndWhatCameBeforeStays() throws Exception {
        api.answer(200, ASSET).answer(200, "first").answer(429, "slow down");

        var error = assertThrows(IOException.class, () -> run(dir));

        assertEquals("Answered with 429: slow down", error.getMessage());
        assertEquals(List.of("1-simplest-call.png"), saved(dir));
        assertEquals("first", Files.readString(dir.resolve("1-simplest-call.png")));
    }

    private void run(Path folder) throws IOException, InterruptedException {
        new Demo(api.address(), "acme", "key", "secret", folder, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
    }

    private static List<String> saved(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
