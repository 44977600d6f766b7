package dev.imagegen.engine.ideogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.testing.AskingBench;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.HttpStub.Reply;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdeogramQuestionTest {

    private static final String PATH = "/v2/generations/id-1";
    private static final byte[] IMAGE = Png.of(32, 18);
    private static final Reply FILE = new Reply(200, IMAGE);

    private static AskingBench bench(Reply... replies) throws IOException {
        return new AskingBench(IdeogramEngine::new, replies);
    }

    /** @param more fields after the data, with a comma in front; or nothing */
    private static Reply completed(String item, String more) {
        return Reply.json(200, """
                {"generation_id":"id-1","status":"completed","data":[{%s}]%s}""".formatted(item, more));
    }

    @Test
    void aCompletedPictureIsFetchedWithoutTheKey() throws IOException {
        Reply completed = completed("\"url\":\"BASE/api/a.png?exp=1&sig=x\",\"seed\":7,\"is_image_safe\":true",
                ",\"usage_cost_usd_micros\":30000");
        try (AskingBench bench = bench(completed, FILE)) {
            Picture picture = bench.picture(bench.upstream(PATH));

            assertArrayEquals(IMAGE, picture.bytes());
            assertEquals(OptionalLong.of(7), picture.seed());
            assertEquals(OptionalLong.of(30_000), picture.microDollars());
            HttpStub.Call question = bench.calls().getFirst();
            assertEquals("GET " + PATH, question.method() + " " + question.path());
            assertEquals(AskingBench.KEY, question.header("Api-Key"));
            HttpStub.Call fetch = bench.calls().getLast();
            assertEquals("GET /api/a.png exp=1&sig=x", fetch.method() + " " + fetch.path() + " " + fetch.query());
            assertNull(fetch.header("Api-Key"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"null | -1", "\"1\" | -1", "-5 | -1", "60000 | 60000", "0 | 0", "1.5 | 2"})
    void aCostIsMicroDollars(String cost, long microDollars) throws IOException {
        try (AskingBench bench = bench(completed("\"url\":\"BASE/a\"", ",\"usage_cost_usd_micros\":" + cost), FILE)) {
            assertEquals(microDollars, bench.picture(bench.upstream(PATH)).microDollars().orElse(-1));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"seed\":7 | | 7", "\"seed\":null | ,\"seed\":9 | 9", "\"seed\":7 | ,\"seed\":9 | 7", "\"x\":1 | | -1",
    })
    void theSeedIsThePicturesOrTheGenerations(String item, String more, long seed) throws IOException {
        try (AskingBench bench = bench(completed("\"url\":\"BASE/a\"," + item, more == null ? "" : more), FILE)) {
            assertEquals(seed, bench.picture(bench.upstream(PATH)).seed().orElse(-1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"status\":\"pending\",\"created\":\"2026-11-22\"}", "{\"status\":\"queued\"}", "{\"status\":null}", "{}",
    })
    void whatIsNotKnownToBeTheEndIsPending(String body) throws IOException {
        try (AskingBench bench = bench(Reply.json(200, body))) {
            Upstream upstream = bench.upstream(PATH);

            assertEquals(new Pending(upstream), bench.ask(upstream));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"status\":\"failed\",\"failure_reason\":\"content_policy_violation\"} | REFUSED",
        "{\"status\":\"failed\",\"failure_reason\":\"internal_error\"} | FAILED",
        "{\"status\":\"failed\",\"failure_reason\":null} | FAILED",
        "{\"status\":\"failed\"} | FAILED",
        "{\"status\":\"completed\",\"data\":[{\"url\":null,\"is_image_safe\":false}]} | WITHHELD",
        "{\"status\":\"completed\",\"data\":[{\"is_image_safe\":false}]} | WITHHELD",
        "{\"status\":\"completed\",\"data\":[{\"url\":\"\",\"is_image_safe\":true}]} | NO_IMAGE",
        "{\"status\":\"completed\",\"data\":[{\"url\":null,\"is_image_safe\":\"false\"}]} | NO_IMAGE",
        "{\"status\":\"completed\",\"data\":[{\"url\":\"https://192.168.0.1/a.png\"}]} | NO_IMAGE",
        "{\"status\":\"completed\",\"data\":[]} | NO_IMAGE",
        "{\"status\":\"completed\",\"data\":null} | NO_IMAGE",
        "{\"status\":\"completed\"} | NO_IMAGE",
    })
    void theEndsWithoutAPictureHaveTheirClasses(String body, Failure failure) throws IOException {
        assertEquals(failure, refused(Reply.json(200, body)).failure());
    }

    @Test
    void aGenerationThatIsNotFoundIsPendingForFiveSecondsAndThenBroken() throws IOException {
        Reply notFound = Reply.json(404, "{\"error\":\"Not found\"}");
        try (AskingBench bench = bench(notFound, notFound)) {
            Upstream upstream = bench.upstream(PATH);

            assertEquals(new Pending(upstream), bench.ask(upstream));
            bench.clock().advance(Duration.ofSeconds(5));
            assertEquals(Failure.BROKEN, bench.refuses(() -> bench.ask(upstream)).failure());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200 | <html> | OVERLOADED", "200 | | OVERLOADED", "200 | [] | OVERLOADED", "404 | <html> | OVERLOADED",
        "302 | | OVERLOADED", "400 | {\"error\":\"x\"} | OVERLOADED", "500 | boom | OVERLOADED", "502 | | OVERLOADED",
        "503 | | OVERLOADED", "504 | | OVERLOADED", "401 | {\"message\":\"x\"} | CREDENTIALS",
        "403 | {\"message\":\"x\"} | CREDENTIALS", "402 | {\"error\":\"x\"} | FUNDS",
        "429 | {\"error\":\"x\"} | RATE_LIMITED",
    })
    void aQuestionThatIsNotAnsweredIsAskedAgain(int status, String body, Failure failure) throws IOException {
        EngineException e = refused(Reply.json(status, body == null ? "" : body));

        assertEquals(failure, e.failure());
        assertTrue(e.failure().safeToRepeat() || e.failure().operators());
    }

    @Test
    void itSaysHowLongToLeaveItAlone() throws IOException {
        assertEquals(Optional.of(Duration.ofSeconds(10)),
                refused(Reply.json(429, "{}").with("Retry-After", "10")).retryAfter());
    }

    @Test
    void aPictureWhoseAddressHasExpiredIsAskedForAgainAndThenFetched() throws IOException {
        try (AskingBench bench = bench(completed("\"url\":\"BASE/old\"", ""), new Reply(403, new byte[0]),
                completed("\"url\":\"BASE/new\"", ""), FILE)) {
            Upstream upstream = bench.upstream(PATH);

            assertEquals(Failure.OVERLOADED, bench.refuses(() -> bench.ask(upstream)).failure());
            assertArrayEquals(IMAGE, bench.picture(upstream).bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/a", "https://api.ideogram.ai/v2/generations/a"})
    void pictureOfAnotherAddressIsAskedForWhereItIsConfigured(String address) throws IOException {
        try (AskingBench bench = bench(completed("\"url\":\"BASE/a\"", ""), FILE)) {
            bench.picture(new Upstream("ideogram", "a b", URI.create(address), MutableClock.START, OptionalLong.empty()));

            assertEquals("/v2/generations/a+b", bench.calls().getFirst().path());
        }
    }

    private static EngineException refused(Reply... replies) throws IOException {
        try (AskingBench bench = bench(replies)) {
            EngineException e = bench.refuses(() -> bench.ask(bench.upstream(PATH)));
            assertEquals(replies.length, bench.calls().size());
            return e;
        }
    }
}
