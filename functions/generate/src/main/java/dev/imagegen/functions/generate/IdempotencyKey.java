package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.task.Once;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header {@code Idempotency-Key}: bare, or quoted as a structured field's string. The gateway joins headers that came
 * twice with a comma, so a bare key cannot hold one.
 */
final class IdempotencyKey {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");
    /** One value of the header, and the comma before the next one. */
    private static final Pattern VALUE =
            Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"|([^\",\\s][^,\\s]*))\\s*(,|$)");
    /** Two keys of the longest, with each character escaped. */
    private static final int LONGEST = 1100;

    private final Clock clock;

    IdempotencyKey(Clock clock) {
        this.clock = clock;
    }

    /** @throws ImagegenException a 400 if it is empty, too long or not visible, or if there are two */
    Optional<Once> of(Call call, ApiKey caller, Operation operation) {
        return call.header("idempotency-key").map(IdempotencyKey::key).map(key -> Once.of(
                caller.cloud(), caller.id(), key, operation, Json.parseForeign(call.body()), clock.instant()));
    }

    private static String key(String header) {
        if (header.length() > LONGEST) {
            throw unreadable();
        }
        Set<String> keys = new HashSet<>();
        Matcher value = VALUE.matcher(header);
        boolean more = true;
        for (int at = 0; more; at = value.end()) {
            if (!value.region(at, header.length()).lookingAt()) {
                throw unreadable();
            }
            keys.add(value.group(1) == null ? value.group(2) : value.group(1).replaceAll("\\\\(.)", "$1"));
            more = value.group(3).equals(",");
        }
        if (keys.size() > 1) {
            throw ImagegenException.invalid(HEADER,
                    "The header Idempotency-Key has two values. Send one; a key with a comma in it has to be quoted: \"a,b\".");
        }
        return keys.stream().filter(key -> VISIBLE.matcher(key).matches()).findFirst().orElseThrow(IdempotencyKey::unreadable);
    }

    private static ImagegenException unreadable() {
        return ImagegenException.invalid(HEADER,
                "The header Idempotency-Key must have 1 to 255 visible ASCII characters, and no spaces.");
    }
}
