package dev.imagegen.functions.generate;

import dev.imagegen.access.ApiKey;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.task.Once;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the header {@code Idempotency-Key}. */
final class IdempotencyKey {

    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

    private final Clock clock;

    IdempotencyKey(Clock clock) {
        this.clock = clock;
    }

    /** @throws ImagegenException a 400 if it is empty, too long or not visible */
    Optional<Once> of(Call call, ApiKey caller, Operation operation) {
        Optional<String> key = call.header("idempotency-key");
        key.filter(text -> !VISIBLE.matcher(text).matches()).ifPresent(text -> {
            throw ImagegenException.invalid("Idempotency-Key",
                    "The header Idempotency-Key must have 1 to 255 visible ASCII characters, and no spaces.");
        });
        return key.map(text -> Once.of(
                caller.cloud(), caller.id(), text, operation, Json.parseForeign(call.body()), clock.instant()));
    }
}
