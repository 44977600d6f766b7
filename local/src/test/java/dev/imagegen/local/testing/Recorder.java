package dev.imagegen.local.testing;

import dev.imagegen.testing.Await;
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
    }

    public synchronized List<String> entries() {
        return List.copyOf(entries);
    }

    /** Waits until what was seen satisfies the condition. */
    public void await(Predicate<List<String>> condition) {
        Await.until(() -> condition.test(entries()), this::entries);
    }
}
