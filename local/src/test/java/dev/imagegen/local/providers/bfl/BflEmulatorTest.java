package dev.imagegen.local.providers.bfl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Caller;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Reply;
import dev.imagegen.testing.MutableClock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BflEmulatorTest {

    private static final String PRO = "/v1/flux-2-pro";
    private static final String KLEIN = "/v1/flux-2-klein-9b";

    private final MutableClock clock = new MutableClock();
    private final BflEmulator bfl =
            new BflEmulator("bfl_test", clock, new Random(1), Duration.ofSeconds(3), Duration.ofSeconds(60), 24);
    private final Caller caller = new Caller(bfl, "x-key", Optional.of("bfl_test"));

    private JsonNode submitted(String body) {
        Caller.Got got = caller.post(PRO, body);
        assertEquals(200, got.status(), got::text);
        return got.json();
    }

    private static String small(String prompt) {
        return "{\"prompt\":\"" + prompt + "\",\"width\":64,\"height\":128,\"seed\":7,\"output_format\":\"png\"}";
    }

    /** Asked until it is not about the same state any more. */
    private JsonNode last(String pollingUrl) {
        caller.get(pollingUrl);
        caller.get(pollingUrl);
        clock.advance(Duration.ofSeconds(3));
        return caller.get(pollingUrl).json();
    }

    @ParameterizedTest
    @ValueSource(strings = {PRO, "/v1/get_result?id=1", "/v1/credits"})
    void withoutTheRightKeyNothingIsAnswered(String path) {
        for (Caller wrong : new Caller[] {caller.with("bfl_other"), caller.withoutKey()}) {
            Caller.Got got = path.equals(PRO) ? wrong.post(path, small("a")) : wrong.get(path);

            assertEquals(403, got.status());
            assertEquals("Not authenticated - Invalid Authentication", got.json().path("detail").asText());
        }
        assertEquals(0, bfl.paid());
    }

    @Test
    void aPictureIsPendingThenUnknownThenReadyAtAnotherHost() {
        JsonNode taken = submitted(small("a boat"));
        String url = taken.path("polling_url").asText();
        assertTrue(url.startsWith("http://localhost:8000/bfl/v1/get_result?id="), url);
        assertEquals(3.0, taken.path("cost").asDouble());
        assertEquals(0.0, taken.path("output_mp").asDouble());

        assertEquals("Pending", caller.get(url).json().path("status").asText());
        assertEquals("Generating", caller.get(url).json().path("status").asText());
        assertEquals("Generating", caller.get(url).json().path("status").asText());
        clock.advance(Duration.ofSeconds(3));
        JsonNode ready = caller.get(url).json();

        assertEquals("Ready", ready.path("status").asText());
        assertEquals(7, ready.path("result").path("seed").asLong());
        assertEquals("a boat", ready.path("result").path("prompt").asText());
        Caller.Got file = caller.withoutKey().get(ready.path("result").path("sample").asText());
        assertEquals("image/png", file.whole().contentType());
        assertEquals(new ImageHeader(ImageFormat.PNG, 64, 128), ImageHeader.read(file.bytes()).orElseThrow());
        assertEquals(1, bfl.paid());
    }

    @Test
    void theFirstThreeAnswersTellOfItsStatesEvenIfItIsFinished() {
        String url = submitted(small("a")).path("polling_url").asText();
        clock.advance(Duration.ofSeconds(30));

        assertEquals("Pending", caller.get(url).json().path("status").asText());
        assertEquals("Generating", caller.get(url).json().path("status").asText());
        assertEquals("Ready", caller.get(url).json().path("status").asText());
    }

    @Test
    void anAddressOfOnesOwnMakingFindsNothing() {
        JsonNode taken = submitted(small("a"));

        for (String id : new String[] {taken.path("id").asText(), "unknown", ""}) {
            Caller.Got got = caller.get("/v1/get_result?id=" + id);
            assertEquals(200, got.status());
            assertEquals("Task not found", got.json().path("status").asText());
        }
    }

    @Test
    void withAWebhookThereIsNoAddressAndTheGeneralOneWorks() {
        JsonNode taken = submitted("{\"prompt\":\"a\",\"webhook_url\":\"https://example.com/hook\"}");

        assertTrue(taken.path("polling_url").isMissingNode());
        assertEquals("Pending",
                caller.get("/v1/get_result?id=" + taken.path("id").asText()).json().path("status").asText());
    }

    @Test
    void withoutSizeFormatAndSeedItChooses() {
        JsonNode result = last(submitted("{\"prompt\":\"a\",\"width\":null,\"seed\":null}").path("polling_url").asText())
                .path("result");

        assertTrue(result.path("seed").isIntegralNumber());
        assertEquals(new ImageHeader(ImageFormat.JPEG, 1024, 1024),
                ImageHeader.read(caller.withoutKey().get(result.path("sample").asText()).bytes()).orElseThrow());
    }

    @Test
    void theAddressOfAPictureEndsAndAnotherOneIsGiven() {
        String url = submitted(small("a")).path("polling_url").asText();
        String sample = last(url).path("result").path("sample").asText();
        clock.advance(Duration.ofSeconds(60));

        assertEquals(403, caller.withoutKey().get(sample).status());
        String fresh = caller.get(url).json().path("result").path("sample").asText();
        assertEquals(200, caller.withoutKey().get(fresh).status());
        assertEquals(403, caller.withoutKey().get(fresh + "0").status());
        assertEquals(400, caller.get(fresh).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | missing | prompt", "{\"prompt\":7} | string_type | prompt", "{\"prompt\":null} | string_type | prompt",
        "{\"prompt\":\"a\",\"width\":32,\"height\":64} | greater_than_equal | width",
        "{\"prompt\":\"a\",\"width\":64,\"height\":72} | multiple_of | height",
        "{\"prompt\":\"a\",\"width\":\"64\",\"height\":64} | int_type | width",
        "{\"prompt\":\"a\",\"width\":64} | missing | height", "{\"prompt\":\"a\",\"height\":64} | missing | width",
        "{\"prompt\":\"a\",\"width\":2048,\"height\":2064} | value_error | width",
        "{\"prompt\":\"a\",\"seed\":1.5} | int_type | seed",
        "{\"prompt\":\"a\",\"seed\":4294967296} | less_than_equal | seed",
        "{\"prompt\":\"a\",\"safety_tolerance\":6} | less_than_equal | safety_tolerance",
        "{\"prompt\":\"a\",\"output_format\":\"gif\"} | enum | output_format",
        "{\"prompt\":\"a\",\"webhook_url\":\"\"} | url_parsing | webhook_url",
        "{\"prompt\":\"a\",\"input_image\":\"data:image/png;base64,AAAA\"} | value_error | input_image",
        "{\"prompt\":\"a\",\"input_image\":\"https://example.com/a.png\"} | value_error | input_image",
        "{\"prompt\":\"a\",\"input_image_2\":\"AAAA\"} | value_error | input_image_2",
        "{\"prompt\":\"a\",\"input_image_5\":\"AAAA\"} | extra_forbidden | input_image_5",
        "{\"prompt\":\"a\",\"input_image_1\":\"AAAA\"} | extra_forbidden | input_image_1",
    })
    void eachMistakeIsNamedWithItsField(String body, String type, String field) {
        Caller.Got got = caller.post(KLEIN, body);

        assertEquals(422, got.status());
        JsonNode mistake = got.json().path("detail").path(0);
        assertEquals(type, mistake.path("type").asText());
        assertEquals("body", mistake.path("loc").path(0).asText());
        assertEquals(field, mistake.path("loc").path(1).asText());
        assertEquals(0, bfl.paid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7"})
    void whatIsNoObjectIsA422(String body) {
        assertEquals(422, caller.post(PRO, body).status());
    }

    @Test
    void aBodyThatIsNotCalledJsonIsA422() {
        assertEquals(422, Caller.got(caller.raw(PRO, small("a"), "text/plain")).status());
    }

    @Test
    void unknownPathsAreA404() {
        assertEquals(404, caller.post("/v1/flux-1", small("a")).status());
        assertEquals(404, caller.get(PRO).status());
    }

    @ParameterizedTest
    @CsvSource({
        KLEIN + ", 1024, 1024, 0, 1.5", KLEIN + ", 2048, 2048, 0, 2.1", KLEIN + ", 1024, 1024, 1, 1.7",
        PRO + ", 1024, 1024, 0, 3.0", PRO + ", 2048, 2048, 0, 7.5", PRO + ", 1024, 1024, 2, 6.0",
    })
    void theCostIsForBegunMegapixels(String path, int width, int height, int references, double cents) {
        String file = Base64.getEncoder().encodeToString(Gradient.of(16, 16, ImageFormat.PNG, 1));
        StringBuilder body = new StringBuilder("{\"prompt\":\"a\",\"width\":%d,\"height\":%d".formatted(width, height));
        for (int i = 1; i <= references; i++) {
            body.append(",\"input_image%s\":\"%s\"".formatted(i == 1 ? "" : "_" + i, file));
        }

        assertEquals(cents, caller.post(path, body + "}").json().path("cost").asDouble());
    }

    @Test
    void theTwentyFifthInProgressIsTooMany() {
        for (int i = 0; i < 24; i++) {
            submitted(small("a"));
        }
        assertEquals(429, caller.post(PRO, small("a")).status());
        assertEquals(24, bfl.paid());
        clock.advance(Duration.ofSeconds(3));
        submitted(small("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "rate-limit, 429", "rate-limit-2s, 429", "overload, 503", "no-funds, 402", "bad-key, 403", "retired, 404",
        "reject, 422",
    })
    void whatIsNotTakenIsNotPaid(String word, int status) {
        Caller.Got got = caller.post(PRO, small("emulate:" + word));

        assertEquals(status, got.status());
        assertEquals(word.endsWith("2s") ? "2" : null, got.whole().headers().get("Retry-After"));
        assertEquals(0, bfl.paid());
    }

    @ParameterizedTest
    @CsvSource({"cut-before, Cut, 0", "cut, Cut, 1", "cut-middle, Half, 1", "garbage, Whole, 1", "break, Whole, 1"})
    void whatIsTakenIsPaidWhateverIsAnswered(String word, String kind, int paid) {
        Reply reply = caller.raw(PRO, small("emulate:" + word), "application/json");

        assertEquals(kind, reply.getClass().getSimpleName());
        assertEquals(paid, bfl.paid());
    }

    @ParameterizedTest
    @CsvSource({
        "refuse-input, Request Moderated, 0", "refuse-output, Content Moderated, 1", "fail, Error, 0",
        "never, Generating, 0", "slow=4, Generating, 1", "empty, Ready, 1", "wrong-size, Ready, 1", "expired, Ready, 1",
    })
    void whatGoesWrongLaterIsSaidWhenAsked(String word, String status, int paid) {
        JsonNode last = last(submitted(small("emulate:" + word)).path("polling_url").asText());

        assertEquals(status, last.path("status").asText());
        assertEquals(paid, bfl.paid());
    }

    @Test
    void aPictureOfTheWrongSizeHasHalfOfIt() {
        JsonNode last = last(submitted(small("emulate:wrong-size")).path("polling_url").asText());

        byte[] file = caller.withoutKey().get(last.path("result").path("sample").asText()).bytes();
        assertEquals(new ImageHeader(ImageFormat.PNG, 32, 64), ImageHeader.read(file).orElseThrow());
    }

    @Test
    void creditsAreANumber() {
        assertTrue(caller.get("/v1/credits").json().path("credits").isNumber());
        assertInstanceOf(Reply.Whole.class, caller.raw("/v1/credits", "", "text/plain"));
    }
}
