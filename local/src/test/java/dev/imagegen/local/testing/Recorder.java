package dev.imagegen.local.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What handlers saw. Handlers are made by the name of their class, so a test reaches its own recorder by a name that it
 * puts into their environment.
 */
public final class Recorder {

    private static final Map<String, Recorder> BY_NAME = new ConcurrentHashMap<>();

    private final List<String> entries = new ArrayList<>();

    private Recorder() {}

    public static Recorder named(String name) {
        return BY_NAME.computeIfAbsent(name, absent -> new Recorder());
    }

    public synchronized void add(String entry) {
        entries.add(entry);
        notifyAll();
    }

    public synchronized List<String> entries() {
        return List.copyOf(entries);
    }

    /** Waits until what was seen satisfies the condition, and fails after the limit. */
    public synchronized List<String> await(Duration limit, Predicate<List<String>> condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.test(entries)) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("Not in time; so far: " + entries);
            }
            wait(millis);
        }
        return List.copyOf(entries);
    }
}
