package dev.imagegen.engine.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.EngineBench;
import dev.imagegen.testing.HttpStub;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiErrorTest {

    @ParameterizedTest
    @CsvSource({
        // status, type, code, param, class
        "400, image_generation_user_error, moderation_blocked, , REFUSED",
        "400, invalid_request_error, content_policy_violation, , REFUSED",
        "400, user_error, moderation_blocked, , REFUSED",
        "400, invalid_request_error, moderation_blocked, prompt, REFUSED",
        "403, , moderation_blocked, , REFUSED",
        "400, image_generation_user_error, , , INVALID",
        "400, user_error, something_new, , INVALID",
        "400, invalid_request_error, invalid_image_file, , INVALID",
        "400, invalid_request_error, string_above_max_length, prompt, INVALID",
        "400, invalid_request_error, invalid_value, prompt, INVALID",
        "400, invalid_request_error, invalid_value, image[0], INVALID",
        "400, invalid_request_error, invalid_value, size, REJECTED",
        "400, invalid_request_error, invalid_value, , REJECTED",
        "400, invalid_request_error, unknown_parameter, response_format, REJECTED",
        "400, invalid_request_error, missing_required_parameter, image, REJECTED",
        "400, invalid_request_error, invalid_value, model, RETIRED",
        "400, invalid_request_error, billing_hard_limit_reached, , FUNDS",
        "400, , , , REJECTED",
        "401, invalid_request_error, invalid_api_key, , CREDENTIALS",
        "401, invalid_request_error, , , CREDENTIALS",
        "403, invalid_request_error, , , CREDENTIALS",
        "403, invalid_request_error, model_not_found, , CREDENTIALS",
        "404, invalid_request_error, model_not_found, model, RETIRED",
        "404, invalid_request_error, model_not_found, , RETIRED",
        "404, invalid_request_error, , , NOT_FOUND",
        "408, , , , BROKEN",
        "409, , , , BROKEN",
        "413, , , , INVALID",
        "429, requests, rate_limit_exceeded, , RATE_LIMITED",
        "429, tokens, rate_limit_exceeded, , RATE_LIMITED",
        "429, images, rate_limit_exceeded, , RATE_LIMITED",
        "429, , , , RATE_LIMITED",
        "429, insufficient_quota, insufficient_quota, , FUNDS",
        "429, insufficient_quota, , , FUNDS",
        "429, requests, insufficient_quota, , FUNDS",
        "500, server_error, , , BROKEN",
        "500, requests, rate_limit_exceeded, , BROKEN",
        "502, , , , BROKEN",
        "503, service_unavailable, , , UNAVAILABLE",
        "504, , , , BROKEN",
        "520, , , , BROKEN",
        "302, , , , NOT_FOUND",
        "418, , , , REJECTED",
    })
    void eachRowOfTheTableHasItsClass(int status, String type, String code, String param, Failure failure) throws IOException {
        String body = "{\"error\":{\"message\":\"It went wrong.\",\"type\":%s,\"param\":%s,\"code\":%s}}"
                .formatted(json(type), json(param), json(code));

        EngineException e = refused(HttpStub.Reply.json(status, body));

        assertEquals(failure, e.failure());
        assertEquals(Optional.empty(), e.retryAfter());
        assertFalse(e.error().message().contains("went wrong"), e.error().message());
    }

    @ParameterizedTest
    @CsvSource({"output, WITHHELD", "input, REFUSED", "unknown, REFUSED", "'', REFUSED"})
    void moderationOfTheOutputIsToldApartByItsStage(String stage, Failure failure) throws IOException {
        assertEquals(failure, refused(HttpStub.Reply.json(400, """
                {"error": {"message": "Blocked", "type": "image_generation_user_error", "param": null,
                 "code": "moderation_blocked",
                 "moderation_details": {"moderation_stage": "%s", "categories": ["violence"]}}}""".formatted(stage))).failure());
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 2, 2000",
        "Retry-After, 0.5, 500",
        "retry-after-ms, 1500, 1500",
        "retry-after-ms, 20.5, 21",
        "Retry-After, soon, ",
        "retry-after-ms, -1, ",
    })
    void theTimeToWaitIsTakenFromTheHeaders(String header, String value, Long millis) throws IOException {
        for (int status : new int[] {429, 503}) {
            assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis),
                    refused(HttpStub.Reply.json(status, "{}").with(header, value)).retryAfter());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"error\":null}", "{\"error\":\"busy\"}",
        "{\"error\":{\"code\":7}}",
        "{\"error\":{\"code\":{},\"type\":[]}}", "{"})
    void withoutAReadableErrorTheStatusDecides(String body) throws IOException {
        assertEquals(Failure.REJECTED, refused(HttpStub.Reply.json(400, body)).failure());
        assertEquals(Failure.RATE_LIMITED, refused(HttpStub.Reply.json(429, body)).failure());
        assertEquals(Failure.UNAVAILABLE, refused(HttpStub.Reply.json(503, body)).failure());
        assertEquals(Failure.BROKEN, refused(HttpStub.Reply.json(500, body)).failure());
    }

    @Test
    void anErrorThatQuotesTheKeyDoesNotShowIt() throws IOException {
        EngineException e = refused(HttpStub.Reply.json(401, """
                {"error": {"message": "Incorrect API key provided: %s.", "type": "%s", "param": "%s", "code": "invalid_api_key"}}
                """.formatted(EngineBench.KEY, EngineBench.KEY, EngineBench.KEY)));

        assertEquals(Failure.CREDENTIALS, e.failure());
    }

    @Test
    void aConnectionThatIsClosedWithoutAnAnswerIsAnUnknownOutcome() throws IOException {
        try (EngineBench bench = new EngineBench(OpenAiEngine::new, _ -> {
            throw new IOException("closed by the test");
        })) {
            assertEquals(Failure.OUTCOME_UNKNOWN, bench.refuses(Drawings.usual().model("gpt-image-2").drawing()).failure());
            assertEquals(1, bench.calls());
        }
    }

    private static EngineException refused(HttpStub.Reply reply) throws IOException {
        try (EngineBench bench = new EngineBench(OpenAiEngine::new, _ -> reply)) {
            EngineException e = bench.refuses(Drawings.usual().model("gpt-image-2").drawing());
            assertEquals(1, bench.calls());
            return e;
        }
    }

    private static String json(String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
