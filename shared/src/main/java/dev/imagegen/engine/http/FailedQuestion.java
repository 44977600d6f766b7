package dev.imagegen.engine.http;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;

/** A question about a picture in the making that was not answered. It says nothing about the picture: it is asked again. */
public final class FailedQuestion {

    private FailedQuestion() {}

    /** @param answer with a status that tells nothing about the picture */
    public static EngineException of(ProviderAnswer answer) {
        return Failures.of(switch (answer.status()) {
            case 401, 403 -> Failure.CREDENTIALS;
            case 402 -> Failure.FUNDS;
            case 429 -> Failure.RATE_LIMITED;
            default -> Failure.OVERLOADED;
        }, answer.retryAfter());
    }
}
