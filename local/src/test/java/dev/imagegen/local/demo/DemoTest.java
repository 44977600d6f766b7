package dev.imagegen.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Json;
import dev.imagegen.testing.Png;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        api.answer(200, ASSET)
                .serve("/image.png", Png.of(8, 9))
                .serve("/v2/generate/acme/delivery_urls", urls(8, 9));
    }

    /** One address with that size, as every use answers here. */
    private static String urls(int width, int height) {
        return """
                {"data": {"urls": [{"name": "a_name", "url": "ADDRESS/image.png", "width": %d, "height": %d}]}}"""
                .formatted(width, height);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyPictureIsSavedUnderItsNumberAndTitle() throws Exception {
        run(dir.resolve("not/there/yet"));

        assertEquals(
                List.of(
                        "1-simplest-call.png", "10-crop-a-name.png", "11-the-product.png", "12-a-name-on-a-backdrop.png",
                        "13-english-a-name.png", "14-german-a-name.png", "15-arabic-a-name.png", "16-japanese-a-name.png",
                        "17-the-a-name.png", "2-family-tier-and-size.png", "3-exact-model-pixels-seed.png",
                        "4-temporary.png", "5-asynchronous-with-polling.png", "6-stored-under-a-public-id.png",
                        "7-image-to-image.png", "8-the-original.png", "9-crop-a-name.png", "index.html"),
                saved(dir.resolve("not/there/yet")));
    }

    @Test
    void theLastExampleRefersToTheAssetThatWasStoredBefore() throws Exception {
        run(dir);

        var last = api.seen().stream().filter(seen -> seen.line().contains("image_to_image")).findFirst().orElseThrow();
        assertEquals("a-1", Json.parse(last.body()).at("/reference_images/0/asset_id").textValue());
    }

    @Test
    void everyCallIsJsonForTheCloudThatWasNamed() throws Exception {
        run(dir);

        var calls = api.seen().stream().filter(seen -> seen.line().startsWith("POST ")).toList();
        assertEquals(17, calls.size());
        for (var call : calls) {
            assertTrue(call.line().startsWith("POST /v2/generate/acme/"), call.line());
            assertTrue(Json.parse(call.body()).has(call.line().endsWith("delivery_urls") ? "asset" : "prompt"), call.body());
        }
    }

    @Test
    void theFourUsesAreAskedForWithTheAssetsThatWereMade() throws Exception {
        run(dir);

        var uses = api.seen().stream().filter(seen -> seen.line().endsWith("delivery_urls")).map(seen -> Json.parse(seen.body())).toList();
        assertEquals(List.of("crops", "crops", "product", "banner", "banner", "banner", "banner", "cut_out"),
                uses.stream().map(use -> use.fieldNames().next()).toList());
        assertTrue(uses.stream().allMatch(use -> use.at("/asset/asset_id").textValue().equals("a-1")));
        assertEquals("خصم ٢٠٪ اليوم / غدًا", uses.get(5).at("/banner/texts/0/text").textValue());
    }

    @Test
    void theTableHasARowForEachPictureAndNamesThePage() throws Exception {
        run(dir);

        var rows = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(18, rows.size());
        assertEquals("picture made by size bytes seconds file", rows.getFirst().replaceAll(" +", " "));
        assertTrue(rows.get(1).matches("simplest call +flux-2-pro +8x9 +\\d+ +\\d+\\.\\d\\d  .*1-simplest-call.png"), rows.get(1));
    }

    @Test
    void thePageShowsEachPictureFromItsFileWithItsAddress() throws Exception {
        Path page = run(dir);

        String html = Files.readString(page);
        assertEquals(dir.resolve("index.html"), page);
        for (String file : saved(dir)) {
            assertTrue(file.equals("index.html") || html.contains("<img src=\"" + file + "\" width=\"8\" height=\"9\""), file);
        }
        assertTrue(html.contains("20 % günstiger, heute / morgen"), "what is written stands there");
        assertTrue(html.contains("<code>" + api.address() + "/image.png</code>"), "the address stands below its picture");
        assertFalse(html.contains("<script"), "no scripts");
        assertFalse(Pattern.compile("(src|href)=\"http").matcher(html).find(), "it needs the files beside it only");
    }

    @Test
    void anExampleThatIsRefusedEndsTheDemoAndWhatCameBeforeStays() throws Exception {
        api.answer(429, "slow down");

        var error = assertThrows(IOException.class, () -> run(dir));

        assertEquals("Answered with 429: slow down", error.getMessage());
        assertEquals(List.of("1-simplest-call.png"), saved(dir));
    }

    @Test
    void aPictureOfAnotherSizeThanWasPromisedEndsTheDemo() {
        api.serve("/v2/generate/acme/delivery_urls", urls(8, 10));

        var error = assertThrows(IOException.class, () -> run(dir));

        assertEquals("'crop a name' was promised as 8x10 and is 8x9: " + api.address() + "/image.png", error.getMessage());
    }

    @Test
    void whatIsNoPictureEndsTheDemo() {
        api.serve("/image.png", "oops");

        var error = assertThrows(IOException.class, () -> run(dir));

        assertEquals("What came for 'simplest call' is no picture: " + api.address() + "/image.png", error.getMessage());
    }

    @Test
    void aUseWithoutAnAddressEndsTheDemo() {
        api.serve("/v2/generate/acme/delivery_urls", "{\"data\": {\"urls\": []}}");

        assertTrue(assertThrows(IOException.class, () -> run(dir)).getMessage().startsWith("No address came for {\"crops\":"));
    }

    private Path run(Path folder) throws IOException, InterruptedException {
        return new Demo(api.address(), "acme", "key", "secret", folder, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
    }

    private static List<String> saved(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
