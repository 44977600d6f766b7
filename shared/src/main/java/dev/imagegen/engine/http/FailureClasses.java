package dev.imagegen.engine.http;

import dev.imagegen.engine.Failure;
import java.util.Map;
import java.util.Optional;

/**
 * What a refusal means: by its status where that says enough, else by its code, by the fields that it names, and by its words.
 *
 * @param unavailable what a 503 means that does not say when to come again
 * @param codes what the provider's own codes and types mean; a status stands for a code where nothing else is said
 */
record FailureClasses(Failure unavailable, Map<String, Failure> codes) {

    FailureClasses {
        codes = Map.copyOf(codes);
    }

    Failure of(ErrorReply reply) {
        int status = reply.status();
        // Above 499 the status comes first: no word in the body makes a call safe to repeat that may have run.
        if (status >= 500) {
            return status == 503 ? ofUnavailable(reply) : byCode(reply).filter(Failure::unclear).orElse(Failure.BROKEN);
        }
        if (status == 408 || status == 409 || status == 425 || status == 499) {
            return Failure.BROKEN;
        }
        return byCode(reply).or(() -> byStatus(reply)).orElseGet(() -> byWords(reply));
    }

    /** Who says when to come again has surely sent us away. */
    private Failure ofUnavailable(ErrorReply reply) {
        return reply.retryAfter().isPresent() ? Failure.OVERLOADED : unavailable;
    }

    /** What moderation says with a status of success; empty if it says nothing. */
    Optional<Failure> refusal(ErrorReply reply) {
        return byCode(reply)
                .filter(failure -> failure == Failure.REFUSED || failure == Failure.WITHHELD)
                .or(() -> reply.words().policy() ? Optional.of(refused(reply.words())) : Optional.empty());
    }

    private Optional<Failure> byCode(ErrorReply reply) {
        return Optional.ofNullable(codes.get(reply.silent() ? String.valueOf(reply.status()) : reply.code()))
                .or(() -> Optional.ofNullable(codes.get(reply.type())))
                .map(failure -> failure == Failure.REFUSED && reply.stage().equals("output") ? Failure.WITHHELD : failure)
                // A name that others may use.
                .map(failure -> failure == Failure.RETIRED && reply.status() == 403 ? Failure.CREDENTIALS : failure);
    }

    private Optional<Failure> byStatus(ErrorReply reply) {
        ErrorWords words = reply.words();
        return Optional.ofNullable(switch (reply.status()) {
            case 401, 403 -> words.moderation() ? refused(words) : words.billing() ? Failure.FUNDS : Failure.CREDENTIALS;
            case 402 -> Failure.FUNDS;
            case 404, 410 -> notFound(reply, words);
            case 405 -> Failure.NOT_FOUND;
            case 413 -> Failure.INVALID;
            case 429 -> words.funds() ? Failure.FUNDS : Failure.RATE_LIMITED;
            case 451 -> Failure.REFUSED;
            default -> reply.status() < 400 ? Failure.NOT_FOUND : null;
        });
    }

    /**
     * Whether the model is gone or the address is wrong. A provider that has a code for the former says it, and what is no JSON
     * was said by another server.
     */
    private Failure notFound(ErrorReply reply, ErrorWords words) {
        boolean itsWay = reply.spoken() && !words.address() && !codes.containsValue(Failure.RETIRED);
        return reply.ofModel() || itsWay ? Failure.RETIRED : Failure.NOT_FOUND;
    }

    private static Failure byWords(ErrorReply reply) {
        ErrorWords words = reply.words();
        boolean callers = reply.fields().stream().allMatch(FailureClasses::callers);
        if (callers && words.policy()) {
            return refused(words);
        }
        if (reply.fields().isEmpty() && words.billing()) {
            return Failure.FUNDS;
        }
        if (!reply.fields().isEmpty()) {
            return callers ? Failure.INVALID
                    : reply.fields().stream().anyMatch(field -> field.matches("model(\\.id)?")) ? Failure.RETIRED : Failure.REJECTED;
        }
        return reply.ofModel() ? Failure.RETIRED : reply.ofPrompt() || reply.ofImage() ? Failure.INVALID : Failure.REJECTED;
    }

    private static Failure refused(ErrorWords words) {
        return words.made() ? Failure.WITHHELD : Failure.REFUSED;
    }

    /** True for the fields that hold what the caller wrote; the others are our own choice. */
    private static boolean callers(String field) {
        return field.equals("prompt") || ReferenceField.isOne(field);
    }
}
