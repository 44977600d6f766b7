package dev.imagegen.engine.sandbox;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;

/** A failure that a word in the prompt asks for. */
enum Mishap {
    REFUSE("refuse", Failure.REFUSED, "The sandbox refused the prompt, as moderation would"),
    OVERLOAD("overload", Failure.OVERLOADED, "The sandbox is overloaded and did not draw"),
    RATE_LIMIT("rate-limit", Failure.RATE_LIMITED, "The sandbox had too many requests and did not draw"),
    CUT("cut", Failure.OUTCOME_UNKNOWN, "The sandbox's answer was lost after the call, so nobody knows whether it drew"),
    EMPTY("empty", Failure.NO_IMAGE, "The sandbox said success and gave no image");

    private final String word;
    private final Failure failure;
    private final String sentence;

    Mishap(String word, Failure failure, String sentence) {
        this.word = word;
        this.failure = failure;
        this.sentence = sentence;
    }

    /** Behind {@code sandbox:}. */
    String word() {
        return word;
    }

    EngineException exception() {
        return new EngineException(
                failure, sentence + ": the prompt says 'sandbox:" + word + "'; leave that word out to get an image.");
    }
}
