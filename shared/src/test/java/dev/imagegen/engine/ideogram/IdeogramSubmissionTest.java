package dev.imagegen.engine.ideogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.imagegen.contract.Json;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.testing.AskingBench;
import dev.imagegen.testing.Drawings;
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

class IdeogramSubmissionTest {

    private static final Reply TAKEN = Reply.json(200, "{\"generation_id\": \"p3Zq\", \"seed\": 7}");
    private static final byte[] IMAGE = Png.of(32, 18);
    private static final Reply FILE = new Reply(200, IMAGE);

    private static AskingBench bench(Reply... replies) throws IOException {
        return new AskingBench(IdeogramEngine::new, replies);
    }

    private static Drawing drawing(String model) {
        return Drawings.usual().model(model).size(1280, 720).drawing();
    }

    @ParameterizedTest
    @CsvSource({"ideogram-v4-turbo, turbo", "ideogram-v4-base, default"})
    void aPictureIsOnePostThatAsksForAPlaceToAsk(String model, String speed) throws IOException {
        try (AskingBench bench = bench(TAKEN)) {
            bench.submit(drawing(model));

            assertEquals(1, bench.calls().size());
            HttpStub.Call call = bench.calls().getFirst();
            assertEquals("POST", call.method());
            assertEquals("/v2/image/generate/ideogram-4", call.path());
            assertNull(call.query());
            assertEquals(AskingBench.KEY, call.header("Api-Key"));
            assertNull(call.header("Authorization"));
            assertEquals("application/json", call.header("Content-Type"));
            assertEquals(Json.parse("""
                    {"prompt": "A quiet lake", "magic_prompt": "off", "resolution": "1280x720", "num_images": 1,
                     "async": true, "rendering_speed": "%s", "seed": 42}""".formatted(speed)), Json.parse(call.text()));
        }
    }

    @Test
    void withoutASeedNoneIsSent() throws IOException {
        try (AskingBench bench = bench(TAKEN)) {
            bench.submit(Drawings.usual().model("ideogram-v4-base").seed(OptionalLong.empty()).drawing());

            assertFalse(Json.parse(bench.calls().getFirst().text()).has("seed"));
        }
    }

    @Test
    void whatWasTakenIsToBeAskedForUnderTheBase() throws IOException {
        try (AskingBench bench = bench(TAKEN)) {
            assertEquals(new Upstream("ideogram", "p3Zq", URI.create(bench.base() + "/v2/generations/p3Zq"),
                    MutableClock.START, OptionalLong.empty()), bench.submit(drawing("ideogram-v4-turbo")));
        }
    }

    @Test
    void anIdIsNoPath() throws IOException {
        try (AskingBench bench = bench(Reply.json(202, "{\"generation_id\":\"../v1/x?y#z\",\"data\":null}"))) {
            assertEquals(URI.create(bench.base() + "/v2/generations/..%2Fv1%2Fx%3Fy%23z"),
                    bench.submit(drawing("ideogram-v4-turbo")).askAt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "<html>", "{}", "[]", "null", "{\"seed\":7}", "{\"generation_id\":null}", "{\"generation_id\":\"\"}",
        "{\"generation_id\":[]}", "{\"data\":[]}",
    })
    void successThatNamesNoPictureIsNoImage(String body) throws IOException {
        assertEquals(Failure.NO_IMAGE, refused(Reply.json(200, body)).failure());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | {\"error\":\"Prompt is too long\"} | INVALID",
        "400 | {\"error\":\"resolution is not valid\"} | REJECTED",
        "400 | {\"error\":\"magic_prompt is not valid\"} | REJECTED",
        "400 | {\"type\":\"about:blank\",\"title\":\"Bad Request\",\"detail\":\"prompt: too long\",\"status\":400} | INVALID",
        "400 | {\"type\":\"about:blank\",\"title\":\"Bad Request\",\"detail\":\"No such speed\",\"status\":400} | REJECTED",
        "400 | {\"message\":\"The prompt is empty\"} | INVALID",
        "400 | {\"error\":null,\"message\":\"\",\"detail\":\"The prompt is empty\"} | INVALID",
        "400 | {\"error\":\"No such speed\",\"detail\":\"The prompt is empty\"} | REJECTED",
        "400 | {\"error\":{}} | REJECTED",
        "400 | <html> | REJECTED",
        "401 | {\"message\":\"Access denied. Please verify your API Token is valid.\"} | CREDENTIALS",
        "402 | {\"error\":\"x\",\"reject_reason\":\"insufficient_funds\"} | FUNDS",
        "402 | {\"error\":\"x\",\"reject_reason\":\"daily_limit\"} | FUNDS",
        "402 | | FUNDS",
        "403 | {\"message\":\"This account is not authorized\"} | CREDENTIALS",
        "404 | {\"error\":\"Not found\"} | RETIRED",
        "408 | | BROKEN",
        "413 | | INVALID",
        "418 | | REJECTED",
        "302 | | NOT_FOUND",
        "422 | {\"error\":\"Prompt A quiet lake failed safety check\"} | REFUSED",
        "422 | {} | INVALID",
        "422 | | INVALID",
        "422 | {\"error\":\"The resolution is not supported\"} | REJECTED",
        "422 | {\"error\":\"The prompt has too many characters\"} | INVALID",
        "404 | <html> | NOT_FOUND",
        "429 | {\"error\":\"x\",\"reject_reason\":\"inflight_limit\",\"max_inflight_requests\":10} | RATE_LIMITED",
        "500 | boom | BROKEN",
        "502 | <html> | BROKEN",
        "503 | {\"error\":\"x\"} | UNAVAILABLE",
        "504 | | BROKEN",
        "520 | | BROKEN",
    })
    void eachRowOfTheTableHasItsClass(int status, String body, Failure failure) throws IOException {
        EngineException e = refused(Reply.json(status, body == null ? "" : body));

        assertEquals(failure, e.failure());
        assertEquals(Optional.empty(), e.retryAfter());
        assertFalse(e.error().message().contains("quiet lake"), e.error().message());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void itSaysHowLongToLeaveItAlone(int status) throws IOException {
        assertEquals(Optional.of(Duration.ofSeconds(2)),
                refused(Reply.json(status, "{}").with("Retry-After", "2")).retryAfter());
    }

    @Test
    void anAnswerThatHasThePictureAlreadyIsTaken() throws IOException {
        try (AskingBench bench = bench(withData("\"url\":\"BASE/api/a.png?exp=1\",\"is_image_safe\":true"), FILE)) {
            Picture picture = assertInstanceOf(Picture.class, bench.engine().generate(drawing("ideogram-v4-base")));

            assertArrayEquals(IMAGE, picture.bytes());
            assertEquals(OptionalLong.of(7), picture.seed());
            assertEquals("GET", bench.calls().getLast().method());
            assertNull(bench.calls().getLast().header("Api-Key"));
            assertEquals(2, bench.calls().size());
        }
    }

    @Test
    void aPictureThatCannotBeFetchedNowIsAskedForLaterAndNeverSubmittedAgain() throws IOException {
        try (AskingBench bench = bench(withData("\"url\":\"BASE/api/a.png\""), new Reply(503, new byte[0]))) {
            Pending pending = assertInstanceOf(Pending.class, bench.engine().generate(drawing("ideogram-v4-base")));

            assertEquals("p3Zq", pending.upstream().id());
        }
    }

    @Test
    void pictureWithoutAnIdIsAskedForAtItsAddress() throws IOException {
        Reply noId = Reply.json(200, "{\"data\":[{\"url\":\"BASE/api/a.png\"}]}");
        try (AskingBench bench = bench(noId, new Reply(503, new byte[0]), new Reply(200, IMAGE))) {
            Pending pending = assertInstanceOf(Pending.class, bench.engine().generate(drawing("ideogram-v4-base")));

            assertArrayEquals(IMAGE, bench.picture(pending.upstream()).bytes());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"url\":null,\"is_image_safe\":false | WITHHELD", "\"url\":\"BASE/a\",\"is_image_safe\":false | WITHHELD",
        "\"url\":null,\"is_image_safe\":true | NO_IMAGE", "\"x\":1 | NO_IMAGE",
        "\"url\":\"https://192.168.0.1/a.png\" | NO_IMAGE",
    })
    void dataWithoutAPictureHasItsClass(String item, Failure failure) throws IOException {
        assertEquals(failure, refused(withData(item)).failure());
    }

    private static Reply withData(String item) {
        return Reply.json(200, "{\"generation_id\":\"p3Zq\",\"seed\":7,\"data\":[{%s}]}".formatted(item));
    }

    private static EngineException refused(Reply reply) throws IOException {
        return refusedAfter(1, reply);
    }

    private static EngineException refusedAfter(int calls, Reply... replies) throws IOException {
        try (AskingBench bench = bench(replies)) {
            EngineException e = bench.refuses(() -> bench.engine().generate(drawing("ideogram-v4-turbo")));
            assertEquals(calls, bench.calls().size());
            return e;
        }
    }
}
