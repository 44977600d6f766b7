package dev.imagegen.local.providers.ideogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Resolution;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Caller;
import dev.imagegen.testing.MutableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdeogramEmulatorTest {

    private static final String GENERATE = "/v2/image/generate/ideogram-4";

    private final MutableClock clock = new MutableClock();
    private final IdeogramEmulator ideogram =
            new IdeogramEmulator("ideogram-key", clock, new Random(1), Duration.ofSeconds(3), Duration.ofSeconds(60), 10);
    private final Caller caller = new Caller(ideogram, "Api-Key", Optional.of("ideogram-key"));

    private static String later(String prompt) {
        return """
                {"prompt":"%s","resolution":"512x1536","seed":7,"rendering_speed":"turbo","magic_prompt":"off",
                 "num_images":1,"async":true}""".formatted(prompt);
    }

    private String submitted(String body) {
        Caller.Got got = caller.post(GENERATE, body);
        assertEquals(200, got.status(), got::text);
        return "/v2/generations/" + got.json().path("generation_id").asText();
    }

    private JsonNode last(String generation) {
        assertEquals("pending", caller.get(generation).json().path("status").asText());
        clock.advance(Duration.ofSeconds(3));
        return caller.get(generation).json();
    }

    @ParameterizedTest
    @ValueSource(strings = {GENERATE, "/v2/generations/x", "/v1/anything"})
    void withoutTheRightKeyNothingIsAnswered(String path) {
        for (Caller wrong : new Caller[] {caller.with("other"), caller.withoutKey()}) {
            Caller.Got got = path.equals(GENERATE) ? wrong.post(path, later("a")) : wrong.get(path);

            assertEquals(401, got.status());
            assertEquals("Access denied. Please verify your API Token is valid.", got.json().path("message").asText());
        }
        assertEquals(0, ideogram.paid());
    }

    @Test
    void aPictureIsPendingThenCompletedWithItsPrice() {
        Caller.Got taken = caller.post(GENERATE, later("TIDE"));
        assertEquals(7, taken.json().path("seed").asLong());
        assertFalse(taken.json().has("data"));

        JsonNode last = last("/v2/generations/" + taken.json().path("generation_id").asText());

        assertEquals("completed", last.path("status").asText());
        assertEquals(30_000, last.path("usage_cost_usd_micros").asLong());
        JsonNode item = last.path("data").path(0);
        assertEquals("TIDE", item.path("prompt").asText());
        assertEquals("512x1536", item.path("resolution").asText());
        assertEquals(7, item.path("seed").asLong());
        assertTrue(item.path("is_image_safe").booleanValue());
        Caller.Got file = caller.withoutKey().get(item.path("url").asText());
        assertEquals(new ImageHeader(ImageFormat.PNG, 512, 1536), ImageHeader.read(file.bytes()).orElseThrow());
        assertEquals(1, ideogram.paid());
    }

    @Test
    void itIsPendingAtFirstEvenIfItIsFinishedAndLongerIfItIsNot() {
        String finished = submitted(later("a"));
        clock.advance(Duration.ofSeconds(30));
        assertEquals("pending", caller.get(finished).json().path("status").asText());
        assertEquals("completed", caller.get(finished).json().path("status").asText());

        String slow = submitted(later("emulate:slow=20"));
        assertEquals("pending", last(slow).path("status").asText());
    }

    @Test
    void whoeverWaitsGetsThePictureWithTheAnswer() {
        JsonNode answer = caller.post(GENERATE, "{\"prompt\":\"a\"}").json();

        assertEquals("sampling", answer.path("generation_kind").asText());
        assertTrue(answer.path("seed").isIntegralNumber());
        JsonNode item = answer.path("data").path(0);
        assertEquals(answer.path("seed"), item.path("seed"));
        assertEquals("1024x1024", item.path("resolution").asText());
        assertEquals(200, caller.withoutKey().get(item.path("url").asText()).status());
        assertEquals(1, ideogram.paid());
    }

    @Test
    void theAddressOfAPictureEndsAndAnotherOneIsGiven() {
        String generation = submitted(later("a"));
        String url = last(generation).path("data").path(0).path("url").asText();
        clock.advance(Duration.ofSeconds(60));

        assertEquals(403, caller.withoutKey().get(url).status());
        String fresh = caller.get(generation).json().path("data").path(0).path("url").asText();
        assertEquals(200, caller.withoutKey().get(fresh).status());
        assertEquals(400, caller.get(fresh).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | detail", "{\"prompt\":\"\"} | detail", "{\"prompt\":7} | detail",
        "{\"prompt\":\"a\",\"resolution\":\"1024x768\"} | error", "{\"prompt\":\"a\",\"resolution\":\"1024X1024\"} | error",
        "{\"prompt\":\"a\",\"rendering_speed\":\"TURBO\"} | detail",
        "{\"prompt\":\"a\",\"rendering_speed\":\"base\"} | detail",
        "{\"prompt\":\"a\",\"magic_prompt\":\"OFF\"} | detail", "{\"prompt\":\"a\",\"num_images\":0} | detail",
        "{\"prompt\":\"a\",\"num_images\":9} | detail", "{\"prompt\":\"a\",\"seed\":2147483648} | detail",
        "{\"prompt\":\"a\",\"seed\":-1} | detail", "{\"prompt\":\"a\",\"seed\":\"7\"} | detail",
        "{\"prompt\":\"a\",\"async\":\"true\"} | detail", "{\"prompt\":\"a\",\"aspect_ratio\":\"16x9\"} | detail",
        "{\"text_prompt\":\"a\"} | detail", "[] | detail", "{ | detail",
    })
    void whatIsWrongIsA400InOneOfTwoShapes(String body, String field) {
        Caller.Got got = caller.post(GENERATE, body);

        assertEquals(400, got.status());
        assertTrue(got.json().path(field).isTextual(), got::text);
        assertEquals(0, ideogram.paid());
    }

    @Test
    void aPromptOfTenThousandCharactersIsTheLongest() {
        submitted(later("a".repeat(10_000)));
        assertEquals(400, caller.post(GENERATE, later("a".repeat(10_001))).status());
        assertEquals(400, Caller.got(caller.raw(GENERATE, later("a"), "multipart/form-data; boundary=b")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ideogram-v4-turbo", "ideogram-v4-base"})
    void theCatalogueAsksForNothingThatIsRefused(String id) {
        Model model = Catalog.load().find(id).orElseThrow();
        String speed = model.providerModel().quality().orElseThrow();
        for (AspectRatio ratio : AspectRatio.values()) {
            for (Resolution resolution : Resolution.values()) {
                Pixels size = model.sizes().closest(new Shape(ratio, resolution));
                Caller.Got got = caller.post(GENERATE, """
                        {"prompt":"a","resolution":"%dx%d","rendering_speed":"%s"}"""
                        .formatted(size.width(), size.height(), speed));
                assertEquals(200, got.status(), size::toString);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"turbo, 30000", "default, 60000", "quality, 100000"})
    void aDryRunIsAPriceAndNoPicture(String speed, long microDollars) {
        String body = "{\"prompt\":\"a\",\"rendering_speed\":\"%s\"}".formatted(speed);
        Caller.Got got = caller.post(GENERATE + "?dry_run=true", body);

        assertEquals("price_quote", got.json().path("object").asText());
        assertEquals(microDollars, got.json().path("usd_micros").asLong());
        assertEquals(0, ideogram.paid());
    }

    @Test
    void theEleventhInProgressIsTooMany() {
        for (int i = 0; i < 10; i++) {
            submitted(later("a"));
        }
        Caller.Got got = caller.post(GENERATE, later("a"));

        assertEquals(429, got.status());
        assertEquals("inflight_limit", got.json().path("reject_reason").asText());
        assertEquals(10, got.json().path("max_inflight_requests").asInt());
        assertEquals(10, ideogram.paid());
        clock.advance(Duration.ofSeconds(3));
        submitted(later("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "refuse-input, 422, error", "rate-limit, 429, reject_reason", "rate-limit-2s, 429, error",
        "no-funds, 402, reject_reason", "bad-key, 401, message", "retired, 404, error", "reject, 400, error",
    })
    void whatIsNotTakenIsNotPaid(String word, int status, String field) {
        Caller.Got got = caller.post(GENERATE, later("emulate:" + word));

        assertEquals(status, got.status());
        assertTrue(got.json().path(field).isTextual(), got::text);
        assertEquals(word.endsWith("2s") ? "2" : null, got.whole().headers().get("Retry-After"));
        assertEquals(0, ideogram.paid());
    }

    @Test
    void aRefusalMayGiveNoReason() {
        Caller.Got got = caller.post(GENERATE, later("emulate:refuse-bare"));

        assertEquals(422, got.status());
        assertEquals("{}", got.text());
    }

    @Test
    void anOverloadIsText() {
        assertEquals("Service Unavailable", caller.post(GENERATE, later("emulate:overload")).text());
    }

    @ParameterizedTest
    @CsvSource({"cut-before, Cut, 0", "cut, Cut, 1", "cut-middle, Half, 1", "garbage, Whole, 1", "break, Whole, 1"})
    void whatIsTakenIsPaidWhateverIsAnswered(String word, String kind, int paid) {
        var reply = caller.raw(GENERATE, later("emulate:" + word), "application/json");

        assertEquals(kind, reply.getClass().getSimpleName());
        assertEquals(paid, ideogram.paid());
    }

    @ParameterizedTest
    @CsvSource({"refuse-later, failed, content_policy_violation, 0", "fail, failed, internal_error, 0",
        "never, pending, , 0"})
    void whatFailsIsNotPaid(String word, String status, String reason, int paid) {
        JsonNode last = last(submitted(later("emulate:" + word)));

        assertEquals(status, last.path("status").asText());
        assertEquals(reason == null ? "" : reason, last.path("failure_reason").asText());
        assertEquals(paid, ideogram.paid());
    }

    @Test
    void aWithheldPictureIsPaidAndHasNoAddress() {
        JsonNode item = last(submitted(later("emulate:refuse-output"))).path("data").path(0);

        assertFalse(item.path("is_image_safe").booleanValue());
        assertTrue(item.path("url").isNull());
        assertEquals(1, ideogram.paid());
    }

    @Test
    void unknownPathsAndGenerationsAreA404() {
        assertEquals(404, caller.get("/v2/generations/unknown").status());
        assertEquals(404, caller.get(GENERATE).status());
        assertEquals(404, caller.post("/v2/image/generate/ideogram-9", later("a")).status());
    }
}
