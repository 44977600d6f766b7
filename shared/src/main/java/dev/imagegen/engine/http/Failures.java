package dev.imagegen.engine.http;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;

/** What a client reads about each class of failure, where there is nothing better to say. */
public final class Failures {

    private Failures() {}

    public static EngineException of(Failure failure) {
        return new EngineException(failure, sentence(failure));
    }

    static String sentence(Failure failure) {
        return switch (failure) {
            case REFUSED -> "The provider's moderation refused the prompt or a reference image.";
            case WITHHELD -> "The provider's moderation held back the image that was made.";
            case INVALID -> "The provider does not accept the prompt or a reference image.";
            case REJECTED -> "The provider did not accept the request.";
            case CREDENTIALS -> "The provider did not accept the operator's key.";
            case FUNDS -> "The operator has no funds left at the provider.";
            case RETIRED -> "The provider does not offer this model any more.";
            case NOT_FOUND -> "The provider was not found at its address.";
            case RATE_LIMITED -> "The provider has too many requests.";
            case OVERLOADED -> "The provider is overloaded.";
            case UNAVAILABLE, UNAVAILABLE_UNBILLED -> "The provider was not available.";
            case FAILED, BROKEN -> "The provider failed.";
            case OUTCOME_UNKNOWN -> "The provider did not say whether it made the image. It is not asked a second time.";
            case NO_IMAGE -> "The provider's answer holds no image.";
        };
    }
}
