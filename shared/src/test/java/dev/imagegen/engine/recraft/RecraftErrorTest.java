package dev.imagegen.engine.recraft;

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

class RecraftErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "400 | Prompt was rejected by moderation | REFUSED",
        "400 | The request violates our content policy | REFUSED",
        "400 | NSFW content | REFUSED",
        "400 | prohibited content in the prompt | REFUSED",
        "422 | Blocked by our safety system | REFUSED",
        "422 | the generated image was blocked: nsfw | WITHHELD",
        "400 | Output withheld by moderation | WITHHELD",
        "400 | not enough credits | FUNDS",
        "400 | Your balance is too low for this prompt | FUNDS",
        "400 | prompt is too long: at most 1000 characters | INVALID",
        "422 | prompt must not be empty | INVALID",
        "400 | image must be at least 256 pixels | INVALID",
        "400 | unsupported size 1000x1000 | REJECTED",
        "400 | unknown model recraftv9 | RETIRED",
        "400 | random_seed is out of range | REJECTED",
        "400 | accredits and imbalances are no words of the table | REJECTED",
        "400 | '' | REJECTED",
        "422 | something else | REJECTED",
        "401 | request unauthorized | CREDENTIALS",
        "402 | payment required | FUNDS",
        "403 | forbidden | CREDENTIALS",
        "404 | 404 page not found | NOT_FOUND",
        "404 | model recraftv9 is not available | RETIRED",
        "405 | method not allowed | NOT_FOUND",
        "408 | timeout | BROKEN",
        "413 | too large | INVALID",
        "429 | slow down, please | RATE_LIMITED",
        "500 | not enough credits | BROKEN",
        "502 | <html>Bad gateway</html> | BROKEN",
        "503 | <html>Unavailable</html> | UNAVAILABLE",
        "504 | timeout | BROKEN",
        "520 | ? | BROKEN",
        "302 | moved | NOT_FOUND",
    })
    void eachRowOfTheTableHasItsClassAsTextAndAsJson(int status, String text, Failure failure) throws IOException {
        for (HttpStub.Reply reply : new HttpStub.Reply[] {
            HttpStub.Reply.json(status, text).with("Content-Type", "text/plain"),
            HttpStub.Reply.json(status, "{\"message\": \"%s\"}".formatted(text)).with("Content-Type", "application/json"),
            HttpStub.Reply.json(status, "{\"error\": {\"message\": \"%s\"}}".formatted(text))}) {
            EngineException e = refused(reply, "A quiet lake");

            assertEquals(failure, e.failure(), text);
            assertEquals(Optional.empty(), e.retryAfter());
            assertFalse(!text.isEmpty() && e.error().message().contains(text), e.error().message());
        }
    }

    @Test
    void aCodeSpeaksLikeAMessage() throws IOException {
        String body = "{\"code\": \"content_policy_violation\", \"message\": \"No.\"}";

        assertEquals(Failure.REFUSED, refused(HttpStub.Reply.json(400, body), "A quiet lake").failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"closing credits of a film", "a safety poster, nsfw, moderation", "a prohibited balance"})
    void wordsOfTheQuotedPromptDoNotCount(String prompt) throws IOException {
        HttpStub.Reply reply = HttpStub.Reply.json(400, "unsupported style for '" + prompt + "'");

        assertEquals(Failure.REJECTED, refused(reply, prompt).failure());
    }

    @Test
    void aShortPromptLeavesTheWordsWhole() throws IOException {
        assertEquals(Failure.FUNDS, refused(HttpStub.Reply.json(400, "balance too low"), "a").failure());
    }

    @ParameterizedTest
    @CsvSource({"429, 2, 2000", "503, 0.5, 500", "503, soon, ", "429, Sun 3, "})
    void theTimeToWaitIsTakenFromTheHeader(int status, String value, Long millis) throws IOException {
        EngineException e = refused(HttpStub.Reply.json(status, "later").with("Retry-After", value), "A quiet lake");

        assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis), e.retryAfter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"message\": null}", "{\"message\": {}, \"code\": 7}", "\u0000\u0001"})
    void withoutReadableWordsTheStatusDecides(String body) throws IOException {
        assertEquals(Failure.REJECTED, refused(HttpStub.Reply.json(400, body), "A quiet lake").failure());
        assertEquals(Failure.RATE_LIMITED, refused(HttpStub.Reply.json(429, body), "A quiet lake").failure());
        assertEquals(Failure.BROKEN, refused(HttpStub.Reply.json(500, body), "A quiet lake").failure());
    }

    @Test
    void anErrorThatQuotesTheKeyDoesNotShowIt() throws IOException {
        refused(HttpStub.Reply.json(401, "request unauthorized: " + EngineBench.KEY), "A quiet lake");
    }

    private static EngineException refused(HttpStub.Reply reply, String prompt) throws IOException {
        try (EngineBench bench = new EngineBench(RecraftEngine::new, _ -> reply)) {
            EngineException e = bench.refuses(Drawings.usual().model("recraft-v3").prompt(prompt).drawing());
            assertEquals(1, bench.calls());
            return e;
        }
    }
}
