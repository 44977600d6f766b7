package dev.imagegen.testing;

import dev.imagegen.engine.Picture;
import dev.imagegen.spool.Spool;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The spool in memory. {@code SpoolContract} holds it to the behaviour of the real one. */
public final class InMemorySpool implements Spool {

    private final Map<String, Picture> pictures = new HashMap<>();
    private int failures;

    @Override
    public synchronized void keep(String taskId, Picture picture, Instant until) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The spool cannot be reached");
        }
        pictures.put(taskId, picture);
    }

    @Override
    public synchronized Optional<Picture> find(String taskId) {
        return Optional.ofNullable(pictures.get(taskId));
    }

    /** The next so many pictures are not kept. */
    public synchronized void failNext(int count) {
        failures = count;
    }
}
