package dev.imagegen.engine.gemini;

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

class GeminiErrorTest {

    private static final String KEY_INVALID = """
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
             "domain": "googleapis.com"}""";
    private static final String QUOTA = """
            {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": []}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | INVALID_ARGUMENT    | Unknown name \"x\".                                                      | REJECTED",
        "400 | INVALID_ARGUMENT    | The input token count (40000) exceeds the maximum of 32768.              | INVALID",
        "400 | INVALID_ARGUMENT    | Unable to process input image. Please retry.                             | INVALID",
        "400 | INVALID_ARGUMENT    | Provided image is not valid.                                             | INVALID",
        "400 | INVALID_ARGUMENT    | Request payload size exceeds the limit: 20971520 bytes.                  | INVALID",
        "400 | INVALID_ARGUMENT    | Unsupported MIME type: image/tiff                                        | REJECTED",
        "400 | FAILED_PRECONDITION | User location is not supported for the API use.                          | CREDENTIALS",
        "401 | UNAUTHENTICATED     | Request had invalid authentication credentials.                          | CREDENTIALS",
        "403 | PERMISSION_DENIED   | Denied.                                                                  | CREDENTIALS",
        "404 | NOT_FOUND           | models/x is not found for API version v1beta.                            | RETIRED",
        "413 |                     |                                                                          | INVALID",
        "429 | RESOURCE_EXHAUSTED  | Resource has been exhausted (e.g. check quota).                          | RATE_LIMITED",
        "429 | RESOURCE_EXHAUSTED  | Quota exceeded for metric: x, limit: 10, model: y                        | RATE_LIMITED",
        "429 | RESOURCE_EXHAUSTED  | Quota exceeded for metric: x, limit: 0.5                                 | RATE_LIMITED",
        "429 | RESOURCE_EXHAUSTED  | Quota exceeded for metric: x, limit: 0, model: y                         | FUNDS",
        "429 | RESOURCE_EXHAUSTED  | Quota exceeded for metric: x, limit: 0                                   | FUNDS",
        "429 | RESOURCE_EXHAUSTED  | Your prepayment credits are depleted.                                    | FUNDS",
        "429 | RESOURCE_EXHAUSTED  | Your project has exceeded its monthly spending cap.                      | FUNDS",
        "429 | RESOURCE_EXHAUSTED  | The spend cap of this project was reached.                               | FUNDS",
        "429 | RESOURCE_EXHAUSTED  | You exceeded your current quota, please check your plan and billing details. | RATE_LIMITED",
        "402 | RESOURCE_EXHAUSTED  | Your prepay credit balance is depleted.                                  | FUNDS",
        "499 | CANCELLED           |                                                                          | BROKEN",
        "408 |                     |                                                                          | BROKEN",
        "500 | INTERNAL            | An internal error has occurred.                                          | BROKEN",
        "500 | RESOURCE_EXHAUSTED  | limit: 0                                                                 | BROKEN",
        "502 |                     |                                                                          | BROKEN",
        "503 | UNAVAILABLE         | The model is overloaded.                                                 | UNAVAILABLE",
        "504 | DEADLINE_EXCEEDED   | Deadline expired before operation could complete.                        | OUTCOME_UNKNOWN",
        "302 |                     |                                                                          | NOT_FOUND",
    })
    void eachRowOfTheTableHasItsClass(int status, String word, String message, Failure failure) throws IOException {
        EngineException e = refused(status, word, message, "");

        assertEquals(failure, e.failure());
        assertEquals(Optional.empty(), e.retryAfter());
        assertFalse(message != null && e.error().message().contains(message), e.error().message());
    }

    @Test
    void aBadKeyInsideAMalformedRequestIsTheOperators() throws IOException {
        assertEquals(Failure.CREDENTIALS,
                refused(400, "INVALID_ARGUMENT", "API key not valid.", KEY_INVALID).failure());
        assertEquals(Failure.CREDENTIALS,
                refused(400, "INVALID_ARGUMENT", "API key expired.", QUOTA + "," + KEY_INVALID).failure());
        assertEquals(Failure.REJECTED, refused(400, "INVALID_ARGUMENT", "Other.", QUOTA).failure());
    }

    @ParameterizedTest
    @CsvSource({"34s, 34000", "34.074824224s, 34074", "0s, 0", "0.5s, 500", "34, ", "'', ", "-3s, ", "soon, ", "1e9s, ", "7m, "})
    void theTimeToWaitIsTakenFromTheDetails(String delay, Long millis) throws IOException {
        String info = "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"%s\"}".formatted(delay);
        for (int status : new int[] {429, 503}) {
            EngineException e = refused(status, "X", "Slow down.", QUOTA + "," + info);

            assertEquals(Optional.ofNullable(millis), e.retryAfter().map(Duration::toMillis));
        }
    }

    @Test
    void theTimeToWaitIsTakenFromTheHeaderIfTheDetailsAreSilent() throws IOException {
        HttpStub.Reply reply = HttpStub.Reply.json(429, "{}").with("Retry-After", "3");

        assertEquals(Optional.of(Duration.ofSeconds(3)), refused(reply).retryAfter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"error\":null}", "{\"error\":\"busy\"}",
        "{\"error\":{\"details\":null}}",
        "{\"error\":{\"details\":[null,7,{}],\"message\":7,\"status\":{}}}", "{", "[{\"error\":{\"code\":400}}]"})
    void withoutAReadableErrorTheStatusDecides(String body) throws IOException {
        assertEquals(Failure.REJECTED, refused(HttpStub.Reply.json(400, body)).failure());
        assertEquals(Failure.NOT_FOUND, refused(HttpStub.Reply.json(404, body)).failure());
        assertEquals(Failure.RATE_LIMITED, refused(HttpStub.Reply.json(429, body)).failure());
        assertEquals(Failure.BROKEN, refused(HttpStub.Reply.json(500, body)).failure());
        assertEquals(Failure.UNAVAILABLE, refused(HttpStub.Reply.json(503, body)).failure());
    }

    @Test
    void anErrorThatQuotesTheKeyDoesNotShowIt() throws IOException {
        assertEquals(Failure.CREDENTIALS, refused(403, EngineBench.KEY, EngineBench.KEY, "").failure());
        assertEquals(Failure.REJECTED, refused(HttpStub.Reply.json(400, EngineBench.KEY)).failure());
    }

    @Test
    void aConnectionThatIsClosedWithoutAnAnswerIsAnUnknownOutcome() throws IOException {
        try (EngineBench bench = new EngineBench(GeminiEngine::new, _ -> {
            throw new IOException("closed by the test");
        })) {
            assertEquals(Failure.OUTCOME_UNKNOWN, bench.refuses(Drawings.usual().model("nano-banana-1").drawing()).failure());
            assertEquals(1, bench.calls());
        }
    }

    private static EngineException refused(int status, String word, String message, String details) throws IOException {
        return refused(HttpStub.Reply.json(status, "{\"error\":{\"code\":%d,\"message\":%s,\"status\":%s%s}}".formatted(
                status, json(message), json(word), details.isEmpty() ? "" : ",\"details\":[" + details + "]")));
    }

    private static EngineException refused(HttpStub.Reply reply) throws IOException {
        try (EngineBench bench = new EngineBench(GeminiEngine::new, _ -> reply)) {
            EngineException e = bench.refuses(Drawings.usual().model("nano-banana-2").drawing());
            assertEquals(1, bench.calls());
            return e;
        }
    }

    private static String json(String text) {
        return text == null ? "null" : '"' + text.replace("\"", "\\\"") + '"';
    }
}
