package dev.imagegen.engine.addon;

import static dev.imagegen.engine.addon.AddOnBench.EDITS;
import static dev.imagegen.engine.addon.AddOnBench.GENERATIONS;
import static dev.imagegen.engine.addon.AddOnBench.IMAGE;
import static dev.imagegen.engine.addon.AddOnBench.SECRET;
import static dev.imagegen.engine.addon.AddOnBench.TASK;
import static dev.imagegen.engine.addon.AddOnBench.managed;
import static dev.imagegen.engine.addon.AddOnBench.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddOnErrorTest {

    private AddOnBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AddOnBench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, user_error, REJECTED", "401, auth_error, CREDENTIALS", "403, auth_error, CREDENTIALS", "402, user_error, FUNDS",
        "404, user_error, RETIRED", "405, user_error, NOT_FOUND", "408, server_error, BROKEN", "413, user_error, INVALID",
        "422, user_error, REFUSED", "429, rate_limit_error, RATE_LIMITED", "500, server_error, BROKEN",
        "502, server_error, OVERLOADED", "503, server_error, UNAVAILABLE", "504, server_error, BROKEN", "520, server_error, BROKEN",
        "502, brand_new_error, OVERLOADED", "302, user_error, NOT_FOUND",
    })
    void aSubmissionIsRefusedByStatusInTheAddOnsOwnWords(int status, String category, Failure failure) {
        EngineException e = submitted(HttpStub.Reply.json(status, """
                {"error": {"category": "%s", "code": "MG_00001", "message": "It went wrong."}, "request_id": "r"}"""
                .formatted(category)));

        assertEquals(failure, e.failure());
        assertEquals(Optional.empty(), e.retryAfter());
        assertFalse(e.error().message().contains("went wrong"), e.error().message());
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED", "401, CREDENTIALS", "402, FUNDS", "404, NOT_FOUND", "422, REFUSED", "429, RATE_LIMITED", "500, BROKEN",
        "502, BROKEN", "503, UNAVAILABLE", "504, BROKEN", "520, BROKEN",
    })
    void withoutTheAddOnsWordsNothingIsSafeToRepeat(int status, Failure failure) {
        for (String body : new String[] {"", "<html>", "null", "[]", "{}", "{\"error\": null}", "{\"error\": {\"category\": 7}}"}) {
            assertEquals(failure, submitted(HttpStub.Reply.json(status, body)).failure(), body);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_error, 0, FUNDS", "rate_limit_error, -1, FUNDS", "rate_limit_error, 1, RATE_LIMITED",
        "rate_limit_error, null, RATE_LIMITED", "server_error, 0, RATE_LIMITED",
    })
    void aQuotaThatIsUsedUpIsNoRateLimit(String category, String remaining, Failure failure) {
        assertEquals(failure, submitted(HttpStub.Reply.json(429, """
                {"error": {"category": "%s", "code": "MG_00429", "message": "Daily limit"}, "limits": {"addons_quota": [
                 {"type": "image_generation", "used_by_request": 1, "remaining": %s, "limit": 50}]}}"""
                .formatted(category, remaining))).failure());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"message\": \"prompt is too long\" | INVALID",
        "\"message\": \"Too many reference images\" | INVALID",
        "\"message\": \"bad\", \"details\": {\"parameters\": [\"prompt\"]} | INVALID",
        "\"message\": \"bad\", \"details\": {\"parameters\": [\"reference_images[0].url\"]} | INVALID",
        "\"message\": \"Upload preset not found\" | INVALID",
        "\"message\": \"bad\", \"details\": {\"field\": \"target.public_id\"} | INVALID",
        "\"message\": \"bad\", \"details\": {\"field\": \"model.id\"} | RETIRED",
        "\"message\": \"Unknown model flux-9\" | RETIRED",
        "\"message\": \"bad\", \"details\": {\"field\": \"image_size\"} | REJECTED",
        "\"message\": null, \"details\": null | REJECTED",
    })
    void aRequestThatTheCallerCausedIsTheCallersFault(String inside, Failure failure) {
        assertEquals(failure, submitted(HttpStub.Reply.json(400, "{\"error\": {\"category\": \"user_error\", " + inside + "}}"))
                .failure());
    }

    @Test
    void aRefusedTargetSaysWhatToCheck() {
        String message = submitted(HttpStub.Reply.json(400, "{\"error\": {\"message\": \"Upload preset not found\"}}"))
                .error().message();

        assertTrue(message.contains("target.upload_preset"), message);
    }

    @Test
    void whatIsNotFoundForAnEditIsTheOperatorsToMendAndAnotherEngineMayServe() {
        Drawing drawing = managed().model("flux-2-pro-edit").as(ImageFormat.PNG, IMAGE).drawing();
        bench.with(EDITS, 404, "{}");

        EngineException e = refuses(() -> bench.engine().generate(drawing));

        assertEquals(Failure.NOT_FOUND, e.failure());
        assertEquals("Cloudinary does not offer this model any more, or could not fetch a reference image.",
                e.error().message());
        assertTrue(e.failure().operators() && e.failure().anotherMayServe() && !e.failure().maybeBilled());
    }

    @ParameterizedTest
    @CsvSource({"429, 2, 2000", "503, 0.5, 500", "429, soon, "})
    void theTimeToWaitIsTakenFromTheHeader(int status, String value, Long millis) {
        assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis),
                submitted(HttpStub.Reply.json(status, "{}").with("Retry-After", value)).retryAfter());
    }

    @ParameterizedTest
    @CsvSource({
        "400, OVERLOADED", "401, CREDENTIALS", "403, CREDENTIALS", "408, OVERLOADED", "420, OVERLOADED", "429, RATE_LIMITED",
        "500, OVERLOADED", "502, OVERLOADED", "503, OVERLOADED", "504, OVERLOADED", "302, OVERLOADED",
    })
    void aQuestionThatFailsMayBeAskedAgain(int status, Failure failure) {
        for (String body : new String[] {"", "<html>", "{\"error\": {\"category\": \"server_error\"}}"}) {
            bench.with(TASK, status, body);

            EngineException e = refuses(() -> bench.ask(managed().drawing()));

            assertEquals(failure, e.failure());
            assertTrue(e.failure().safeToRepeat() || e.failure().operators());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "123456789012345:" + SECRET})
    void anErrorThatQuotesTheSecretDoesNotShowIt(String quoted) {
        submitted(HttpStub.Reply.json(401, "{\"error\": {\"category\": \"auth_error\", \"message\": \"" + quoted + "\"}}"));
    }

    @Test
    void anAnswerThatBreaksOffIsAnUnknownOutcomeOfASubmissionOnly() throws IOException {
        try (HttpStub cut = new HttpStub(_ -> {
            throw new IOException("the connection is closed");
        })) {
            AddOnEngine engine = engine(cut.address());

            assertEquals(Failure.OUTCOME_UNKNOWN, refuses(() -> engine.generate(managed().drawing())).failure());
            assertEquals(1, cut.calls().size());
            assertEquals(Failure.OVERLOADED, refuses(() -> engine.recall(managed().drawing())).failure());
        }
    }

    @Test
    void withoutAConnectionItSurelyDidNotRun() {
        AddOnEngine engine = engine(URI.create("http://127.0.0.1:1"));

        assertEquals(Failure.OVERLOADED, refuses(() -> engine.generate(managed().drawing())).failure());
    }

    private static AddOnEngine engine(URI base) {
        return new AddOnEngine(new ProviderSettings(base, () -> SECRET, List.of(), 8), "acme-demo", "123456789012345",
                Optional.empty(), (_, _, _) -> base, new ProviderHttp(Clock.systemUTC()), new MutableClock());
    }

    private EngineException submitted(HttpStub.Reply reply) {
        bench.with(GENERATIONS, reply);
        return refuses(() -> bench.engine().generate(managed().drawing()));
    }
}
