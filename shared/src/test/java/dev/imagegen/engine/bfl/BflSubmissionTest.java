package dev.imagegen.engine.bfl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Upstream;
import dev.imagegen.testing.AskingBench;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.HttpStub.Reply;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BflSubmissionTest {

    private static final Reply TAKEN = Reply.json(200, """
            {"id": "6f1c", "polling_url": "BASE/cluster/get_result?id=6f1c&x=%2F", "cost": 3.0, "input_mp": 0.0,
             "output_mp": 0.75}""");

    private static AskingBench bench(Reply... replies) throws IOException {
        return new AskingBench(BflEngine::new, replies);
    }

    @Test
    void aNewPictureIsOnePostWithNothingButWhatIsNeeded() throws IOException {
        try (AskingBench bench = bench(TAKEN)) {
            bench.submit(Drawings.of("A quiet lake"));

            assertEquals(1, bench.calls().size());
            HttpStub.Call call = bench.calls().getFirst();
            assertEquals("POST", call.method());
            assertEquals("/v1/flux-2-pro", call.path());
            assertEquals(AskingBench.KEY, call.header("x-key"));
            assertEquals("application/json", call.header("Content-Type"));
            assertEquals("application/json", call.header("Accept"));
            assertEquals(Json.parse("""
                    {"prompt": "A quiet lake", "width": 320, "height": 240, "output_format": "png", "seed": 42}"""),
                    Json.parse(call.text()));
        }
    }

    @Test
    void withoutASeedNoneIsSent() throws IOException {
        try (AskingBench bench = bench(TAKEN)) {
            bench.submit(Drawings.usual().seed(OptionalLong.empty()).drawing());

            assertFalse(Json.parse(bench.calls().getFirst().text()).has("seed"));
        }
    }

    @Test
    void theLargestSeedIsSentAsItIs() throws IOException {
        try (AskingBench bench = bench(TAKEN)) {
            bench.submit(Drawings.usual().seed(OptionalLong.of(4_294_967_295L)).drawing());

            assertEquals(4_294_967_295L, Json.parse(bench.calls().getFirst().text()).path("seed").longValue());
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void formatIsAskedForByItsName(ImageFormat format) throws IOException {
        try (AskingBench bench = bench(TAKEN)) {
            bench.submit(Drawings.usual().as(format).drawing());

            assertEquals(format.wireName(),
                    Json.parse(bench.calls().getFirst().text()).path("output_format").textValue());
        }
    }

    @Test
    void referencesAreNumberedFromTheSecondOnAndPlainBase64() throws IOException {
        byte[][] references = {{1, 2, 3}, {-1, -2}, new byte[1000], {7}};
        try (AskingBench bench = bench(TAKEN)) {
            bench.submit(Drawings.usual().model("flux-2-klein-9b-edit").as(ImageFormat.PNG, references).drawing());

            assertEquals("/v1/flux-2-klein-9b", bench.calls().getFirst().path());
            JsonNode body = Json.parse(bench.calls().getFirst().text());
            List<String> names = List.of("input_image", "input_image_2", "input_image_3", "input_image_4");
            for (int i = 0; i < references.length; i++) {
                assertArrayEquals(references[i], Base64.getDecoder().decode(body.path(names.get(i)).textValue()));
            }
            Set<String> others = new TreeSet<>();
            body.fieldNames().forEachRemaining(others::add);
            others.removeAll(names);
            assertEquals(Set.of("prompt", "width", "height", "output_format", "seed"), others);
        }
    }

    @Test
    void whatWasTakenIsKeptAsGiven() throws IOException {
        try (AskingBench bench = bench(TAKEN)) {
            Upstream upstream = bench.submit(Drawings.of("A quiet lake"));

            assertEquals(new Upstream("bfl", "6f1c", URI.create(bench.base() + "/cluster/get_result?id=6f1c&x=%2F"),
                    MutableClock.START, OptionalLong.of(30_000)), upstream);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "3.0 | 30000", "1.5 | 15000", "1.7 | 17000", "0 | 0", "0.00001 | 1", "7 | 70000",
        "null | -1", "\"3.0\" | -1", "-1 | -1", "1e400 | -1", "1e300 | -1", "[3] | -1", "true | -1",
    })
    void aCostIsCentsAndNothingElse(String cost, long microDollars) throws IOException {
        try (AskingBench bench = bench(Reply.json(200, "{\"id\":\"a\",\"cost\":" + cost + "}"))) {
            Upstream upstream = bench.submit(Drawings.of("A quiet lake"));

            assertEquals(microDollars, upstream.microDollars().orElse(-1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "\"polling_url\": null,", "\"polling_url\": \"\",", "\"polling_url\": 7,", "\"polling_url\": \"/v1/x\",",
        "\"polling_url\": \"no address\",", "\"polling_url\": \"https://evil.example/v1/get_result?id=a\",",
        "\"polling_url\": \"https://provider.example.evil.example/a\",", "\"polling_url\": \"https://me@provider.example/a\",",
        "\"polling_url\": \"file:///etc/passwd\",", "\"polling_url\": \"ftp://provider.example/a\",",
        "\"webhook_url\": \"https://example.com/hook\",",
    })
    void withoutAnAddressOfTheirsTheGeneralOneIsAsked(String pollingUrl) throws IOException {
        try (AskingBench bench = bench(Reply.json(200, "{" + pollingUrl + "\"id\": \"a/b c&d\"}"))) {
            Upstream upstream = bench.submit(Drawings.of("A quiet lake"));

            assertEquals(URI.create(bench.base() + "/v1/get_result?id=a%2Fb+c%26d"), upstream.askAt());
            assertEquals("a/b c&d", upstream.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://provider.example/r?id=1", "https://api.eu2.provider.example/r", "http://localhost:1/r"})
    void anotherHostOfTheirsIsKept(String url) throws IOException {
        try (AskingBench bench = bench(Reply.json(202, "{\"polling_url\":\"" + url + "\"}"))) {
            assertEquals(URI.create(url), bench.submit(Drawings.of("A quiet lake")).askAt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "<html>", "{}", "[]", "null", "\"6f1c\"", "{\"id\": null}", "{\"id\": \" \"}", "{\"id\": {}}",
        "{\"polling_url\": \"https://evil.example/\"}",
    })
    void successThatNamesNoPictureIsNoImage(String body) throws IOException {
        assertEquals(Failure.NO_IMAGE, refused(Reply.json(200, body)).failure());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | {\"detail\": \"Bad request\"} | REJECTED",
        "400 | {\"detail\": [{\"loc\": [\"body\", \"input_image_2\"]}]} | INVALID",
        "401 | {\"detail\": \"Not authenticated\"} | CREDENTIALS",
        "402 | {\"detail\": \"Insufficient credits\"} | FUNDS",
        "403 | {\"detail\": \"Not authenticated - Invalid Authentication\"} | CREDENTIALS",
        "404 | {\"detail\": \"Not Found\"} | RETIRED",
        "404 | <html><h1>Not Found</h1></html> | NOT_FOUND",
        "400 | {\"detail\": \"Invalid image: could not decode\"} | INVALID",
        "422 | {\"detail\": \"Failed to process input image\"} | INVALID",
        "400 | {\"detail\": \"Unsupported output_format\"} | REJECTED",
        "408 | | BROKEN",
        "413 | <html> | INVALID",
        "418 | | REJECTED",
        "302 | | NOT_FOUND",
        "422 | {\"detail\": [{\"loc\": [\"body\", \"width\"], \"type\": \"greater_than_equal\", \"input\": 32}]} | REJECTED",
        "422 | {\"detail\": [{\"loc\": [\"body\", \"prompt\"], \"msg\": \"too long\"}]} | INVALID",
        "422 | {\"detail\": [{\"loc\": [\"body\", \"input_image\"]}, {\"loc\": [\"body\", \"prompt\"]}]} | INVALID",
        "422 | {\"detail\": [{\"loc\": [\"body\", \"prompt\"]}, {\"loc\": [\"body\", \"seed\"]}]} | REJECTED",
        "422 | {\"error\": \"x\", \"message\": \"y\", \"details\": [{\"loc\": [\"body\", \"prompt\"]}]} | INVALID",
        "422 | {\"detail\": []} | REJECTED",
        "422 | {\"detail\": [7, null]} | REJECTED",
        "422 | {\"detail\": [{\"loc\": \"prompt\"}]} | REJECTED",
        "422 | {} | REJECTED",
        "422 | <html> | REJECTED",
        "429 | {\"detail\": \"Too many\"} | RATE_LIMITED",
        "500 | {\"detail\": \"x\"} | BROKEN",
        "502 | <html> | BROKEN",
        "503 | <html> | UNAVAILABLE",
        "504 | <html> | BROKEN",
        "520 | | BROKEN",
    })
    void eachRowOfTheTableHasItsClass(int status, String body, Failure failure) throws IOException {
        EngineException e = refused(Reply.json(status, body == null ? "" : body));

        assertEquals(failure, e.failure());
        assertEquals(Optional.empty(), e.retryAfter());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void itSaysHowLongToLeaveItAlone(int status) throws IOException {
        assertEquals(Optional.of(Duration.ofSeconds(2)),
                refused(Reply.json(status, "{\"retry_after\": 9}").with("Retry-After", "2")).retryAfter());
        assertEquals(Optional.of(Duration.ofSeconds(9)), refused(Reply.json(status, "{\"retry_after\": 9}")).retryAfter());
        assertEquals(Optional.empty(), refused(Reply.json(status, "{\"retry_after\": -9}")).retryAfter());
    }

    @Test
    void aKeyThatNoHeaderCanCarryIsNotSentAndNotShown() throws IOException {
        try (AskingBench bench = new AskingBench(AskingBench.KEY + "\nx", BflEngine::new)) {
            assertEquals(Failure.CREDENTIALS,
                    bench.refuses(() -> bench.engine().generate(Drawings.of("A quiet lake"))).failure());
            assertEquals(List.of(), bench.calls());
        }
    }

    /** It echoes the key, to see that it goes nowhere. */
    private static EngineException refused(Reply reply) throws IOException {
        try (AskingBench bench = bench(reply.headers().isEmpty() ? reply.with("X-Echo", AskingBench.KEY) : reply)) {
            EngineException e = bench.refuses(() -> bench.engine().generate(Drawings.of("A quiet lake")));
            assertEquals(1, bench.calls().size());
            return e;
        }
    }
}
