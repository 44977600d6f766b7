package dev.imagegen.local.runtime;

import java.time.Duration;

/** How an invocation of a packaged function ended. */
public sealed interface Invocation {

    /** The function answered with this JSON. */
    record Answer(String json) implements Invocation {}

    /**
     * The function failed, or its process ended.
     *
     * @param type    what failed, for example {@code java.lang.IllegalStateException}
     * @param message why
     */
    record Error(String type, String message) implements Invocation {}

    /** The function was still running when its time was up; its process was ended. */
    record TimedOut(Duration limit) implements Invocation {}
}
