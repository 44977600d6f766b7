package dev.imagegen.engine.recraft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ProviderAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that says failure. What Recraft writes into one is not documented, so the status says most.
 *
 * @param text what it says, in lower case and without the prompt
 */
record RecraftError(int status, String text, Optional<Duration> retryAfter) {

    /** Shorter prompts may be a part of any word, and hold none that matters. */
    private static final int SHORTEST_PROMPT = 12;

    /** Assumed, all of them. The first row with a word that the text has counts; words are beginnings of words. */
    private static final List<Map.Entry<Failure, List<String>>> WORDS = List.of(
            Map.entry(Failure.WITHHELD, List.of("generated image", "output")),
            Map.entry(Failure.REFUSED, List.of("moderat", "safety", "policy", "policies", "nsfw", "prohibited", "inappropriate")),
            Map.entry(Failure.FUNDS, List.of("credits", "balance", "billing", "insufficient", "payment")),
            Map.entry(Failure.RETIRED, List.of("unknown model", "invalid model", "model is not", "model not", "model does not")),
            Map.entry(Failure.INVALID, List.of("prompt", "image is", "image must", "image file", "image dim", "image too", "resolution")));

    /** @param prompt which the answer may quote */
    static RecraftError read(ProviderAnswer answer, String prompt) throws IOException {
        String body = answer.text();
        boolean isJson = answer.headers().firstValue("Content-Type").orElse("").contains("json") || body.startsWith("{");
        String said = isJson ? said(ProviderAnswer.json(body), body) : body;
        String text = prompt.length() < SHORTEST_PROMPT ? said : said.replace(prompt, " ");
        return new RecraftError(answer.status(), text.toLowerCase(Locale.ROOT), answer.retryAfter());
    }

    EngineException exception() {
        return Failures.of(failure(), retryAfter);
    }

    private Failure failure() {
        return switch (status) {
            case 401, 403 -> Failure.CREDENTIALS;
            case 402 -> Failure.FUNDS;
            // With these words there is no such route, which is our mistake.
            case 404 -> text.contains("page not found") ? Failure.REJECTED : Failure.RETIRED;
            case 408 -> Failure.BROKEN;
            case 413 -> Failure.INVALID;
            case 429 -> Failure.RATE_LIMITED;
            case 503 -> Failure.OVERLOADED;
            default -> status >= 500 ? Failure.BROKEN : byWords();
        };
    }

    private Failure byWords() {
        return WORDS.stream()
                .filter(row -> row.getValue().stream().anyMatch(this::has))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Failure.REJECTED);
    }

    private boolean has(String word) {
        int at = text.indexOf(word);
        while (at > 0 && Character.isLetter(text.charAt(at - 1))) {
            at = text.indexOf(word, at + 1);
        }
        return at >= 0;
    }

    private static String said(JsonNode json, String body) {
        String message = json.path("message").asText("");
        String code = json.path("code").asText("").replace('_', ' ');
        return message.isEmpty() && code.isEmpty() ? body : code + " " + message;
    }
}
