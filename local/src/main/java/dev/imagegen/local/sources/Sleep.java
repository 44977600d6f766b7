package dev.imagegen.local.sources;

import java.time.Duration;

/** Lets time pass; {@code Thread::sleep} outside of tests. */
@FunctionalInterface
public interface Sleep {

    /** Returns when the time has passed. */
    void sleep(Duration time) throws InterruptedException;
}
