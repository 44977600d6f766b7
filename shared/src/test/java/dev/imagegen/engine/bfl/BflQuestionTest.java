package dev.imagegen.engine.bfl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BflQuestionTest {

    private static final String PATH = "/cluster/get_result?id=6f1c&x=%2F";
    private static final byte[] IMAGE = Png.of(32, 24);
    private static final Reply FILE = new Reply(200, IMAGE);

    private static AskingBench bench(Reply... replies) throws IOException {
        return new AskingBench(BflEngine::new, replies);
    }

    private static Reply ready(String result) {
        return Reply.json(200, "{\"id\":\"6f1c\",\"status\":\"Ready\",\"result\":%s,\"progress\":null}".formatted(result));
    }

    @Test
    void theAddressIsAskedAsGivenWithTheKeyAndThePictureFetchedWithoutIt() throws IOException {
        Reply ready = ready("{\"sample\":\"BASE/results/a.png?se=2026%3A22Z&sig=x\",\"seed\":7,\"prompt\":\"p\"}");
        try (AskingBench bench = bench(ready, FILE)) {
            Picture picture = bench.picture(bench.upstream(PATH));

            assertArrayEquals(IMAGE, picture.bytes());
            assertEquals(OptionalLong.of(7), picture.seed());
            assertEquals(OptionalLong.of(30_000), picture.microDollars());
            assertEquals(List.of(), picture.notices());
            HttpStub.Call question = bench.calls().getFirst();
            assertEquals("GET /cluster/get_result id=6f1c&x=%2F",
                    question.method() + " " + question.path() + " " + question.query());
            assertEquals(AskingBench.KEY, question.header("x-key"));
            assertEquals(0, question.body().length);
            HttpStub.Call fetch = bench.calls().getLast();
            assertEquals("GET /results/a.png se=2026%3A22Z&sig=x", fetch.method() + " " + fetch.path() + " " + fetch.query());
            assertNull(fetch.header("x-key"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "7 | 7", "4294967295 | 4294967295", "0 | 0", "null | -1", "\"7\" | -1", "7.5 | -1", "1e30 | -1",
        "99999999999999999999 | -1",
    })
    void aSeedIsAWholeNumber(String seed, long reported) throws IOException {
        try (AskingBench bench = bench(ready("{\"sample\":\"BASE/a\",\"seed\":" + seed + "}"), FILE)) {
            assertEquals(reported, bench.picture(bench.upstream(PATH)).seed().orElse(-1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"status\":\"Pending\"}", "{\"status\":\"Reasoning\"}", "{\"status\":\"Generating\",\"result\":null}",
        "{\"status\":\"Something of next year\"}", "{\"status\":null}", "{\"status\":7}", "{}",
    })
    void whatIsNotKnownToBeTheEndIsPending(String body) throws IOException {
        try (AskingBench bench = bench(Reply.json(200, body))) {
            Upstream upstream = bench.upstream(PATH);

            assertEquals(new Pending(upstream), bench.ask(upstream));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Request Moderated | REFUSED", "Content Moderated | WITHHELD", "Error | BROKEN",
    })
    void theEndsWithoutAPictureHaveTheirClasses(String status, Failure failure) throws IOException {
        EngineException e = refused(Reply.json(200, """
                {"status":"%s","result":null,"details":{"Moderation Reasons":["Sexual Content"]}}""".formatted(status)));

        assertEquals(failure, e.failure());
        assertFalse(e.error().message().contains("Sexual"), e.error().message());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404})
    void aTaskThatIsNotFoundIsPendingForFiveSecondsAndThenBroken(int status) throws IOException {
        Reply notFound = Reply.json(status, "{\"id\":\"6f1c\",\"status\":\"Task not found\",\"result\":null}");
        try (AskingBench bench = bench(notFound, notFound, notFound)) {
            Upstream upstream = bench.upstream(PATH);

            assertEquals(new Pending(upstream), bench.ask(upstream));
            bench.clock().advance(Duration.ofMillis(4999));
            assertEquals(new Pending(upstream), bench.ask(upstream));
            bench.clock().advance(Duration.ofMillis(1));
            assertEquals(Failure.BROKEN, bench.refuses(() -> bench.ask(upstream)).failure());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200 | <html> | OVERLOADED", "200 | | OVERLOADED", "200 | [] | OVERLOADED",
        "301 | | OVERLOADED", "400 | {\"detail\":\"x\"} | OVERLOADED", "404 | <html> | OVERLOADED",
        "404 | {\"status\":\"Error\"} | OVERLOADED", "408 | | OVERLOADED", "500 | {\"status\":\"Error\"} | OVERLOADED",
        "502 | <html> | OVERLOADED", "503 | | OVERLOADED", "504 | | OVERLOADED",
        "401 | {\"detail\":\"Not authenticated\"} | CREDENTIALS", "403 | {\"detail\":\"Not authenticated\"} | CREDENTIALS",
        "402 | {\"detail\":\"Insufficient credits\"} | FUNDS", "429 | {\"detail\":\"Too many\"} | RATE_LIMITED",
    })
    void aQuestionThatIsNotAnsweredIsAskedAgain(int status, String body, Failure failure) throws IOException {
        EngineException e = refused(Reply.json(status, body == null ? "" : body));

        assertEquals(failure, e.failure());
        assertEquals(true, e.failure().safeToRepeat() || e.failure().operators());
    }

    @Test
    void itSaysHowLongToLeaveItAlone() throws IOException {
        assertEquals(Optional.of(Duration.ofSeconds(3)),
                refused(Reply.json(429, "{}").with("Retry-After", "3")).retryAfter());
    }

    @Test
    void aPictureWhoseAddressHasExpiredIsAskedForAgainAndThenFetched() throws IOException {
        try (AskingBench bench = bench(
                ready("{\"sample\":\"BASE/old\"}"), new Reply(403, new byte[0]),
                ready("{\"sample\":\"BASE/new\"}"), FILE)) {
            Upstream upstream = bench.upstream(PATH);

            assertEquals(Failure.OVERLOADED, bench.refuses(() -> bench.ask(upstream)).failure());
            assertArrayEquals(IMAGE, bench.picture(upstream).bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>an error page</html>", "{}"})
    void whatIsFetchedAndIsNoImageIsAskedForAgain(String file) throws IOException {
        assertEquals(Failure.OVERLOADED, refused(ready("{\"sample\":\"BASE/a\"}"), Reply.json(200, file)).failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null", "{}", "[]", "{\"sample\":null}", "{\"sample\":\"\"}", "{\"sample\":7}", "{\"sample\":\"no address\"}",
        "{\"sample\":\"https://169.254.169.254/a.png\"}", "{\"sample\":\"ftp://example.com/a.png\"}",
    })
    void readyTaskWithoutAPublicAddressIsNoImage(String result) throws IOException {
        assertEquals(Failure.NO_IMAGE, refused(ready(result)).failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/a", "https://api.eu9.bfl.ai/v1/get_result?id=a"})
    void taskOfAnotherAddressIsAskedForWhereItIsConfigured(String address) throws IOException {
        try (AskingBench bench = bench(Reply.json(200, "{\"status\":\"Pending\"}"))) {
            var upstream = new Upstream("bfl", "6f 1c", URI.create(address), MutableClock.START, OptionalLong.empty());

            assertEquals(new Pending(upstream), bench.ask(upstream));
            assertEquals("/v1/get_result id=6f+1c", bench.calls().getFirst().path() + " " + bench.calls().getFirst().query());
        }
    }

    @Test
    void aProviderThatCannotBeReachedIsAskedAgain() throws IOException {
        try (AskingBench bench = bench()) {
            var nobody = new Upstream("bfl", "a", URI.create("http://localhost:1/a"), MutableClock.START,
                    OptionalLong.empty());

            assertEquals(Failure.OVERLOADED, bench.refuses(() -> bench.ask(nobody)).failure());
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
