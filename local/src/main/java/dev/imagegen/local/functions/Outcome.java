package dev.imagegen.local.functions;

import java.time.Duration;

/** How an invocation of a function ended. */
public sealed interface Outcome {

    /** The function answered; the value may be null. */
    record Answer(Object value) implements Outcome {}

    /** The function threw. */
    record Failure(Throwable cause) implements Outcome {}

    /** The function was still running when its time was up; its thread was interrupted. */
    record TimedOut(Duration limit) implements Outcome {}
}
