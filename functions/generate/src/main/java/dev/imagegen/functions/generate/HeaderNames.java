package dev.imagegen.functions.generate;

import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Spelling;
import dev.imagegen.contract.Text;
import java.util.Map;
import java.util.Optional;

/** Finds headers that are meant for something that decides what is paid, and are not read under their name. */
final class HeaderNames {

    private static final String KEY = "idempotency-key";
    /** Part of each name for it: Idempotence-Key, X-Idempotent-Id and others. */
    private static final String ANY_KEY = "idempoten";

    /** What to do instead, by what a header is meant for. */
    private static final Map<String, String> ADVICE = Map.of(
            KEY, "Send it as Idempotency-Key.",
            "dry_run", "Put it into the query: ?dry_run=true.",
            "max_credits", "Put it into the body: \"max_credits\": 5.");

    private HeaderNames() {}

    /** @throws ImagegenException a 400 for the first one that would be ignored */
    static void check(Call call) {
        call.headers().keySet().stream().sorted().filter(name -> !name.equals(KEY)).forEach(name -> meant(name)
                .filter(word -> !word.equals(KEY) || !call.header(KEY).equals(call.header(name)))
                .ifPresent(word -> {
                    String shown = Text.shortened(name);
                    throw ImagegenException.invalid(shown, "The header %s is not known. %s".formatted(shown, ADVICE.get(word)));
                }));
    }

    private static Optional<String> meant(String name) {
        String bare = name.startsWith("x-") ? name.substring(2) : name;
        return bare.contains(ANY_KEY) ? Optional.of(KEY) : Spelling.closest(bare, ADVICE.keySet());
    }
}
