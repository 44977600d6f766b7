package dev.imagegen.testing;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Places in memory. {@code CapacityContract} holds them to the behaviour of the real ones. */
public final class InMemoryCapacity implements Capacity {

    private final Map<String, Map<String, Instant>> places = new HashMap<>();
    private final Map<String, Instant> pauses = new HashMap<>();
    private final Map<String, Instant> unwell = new HashMap<>();
    private boolean broken;

    /** From now on nothing can be written there. */
    public synchronized void breakDown() {
        broken = true;
    }

    public synchronized void repair() {
        broken = false;
    }

    private void write() {
        if (broken) {
            throw new IllegalStateException("The table does not answer");
        }
    }

    @Override
    public synchronized Admission enter(String engine, int ceiling, String taskId, Instant now, Instant until) {
        Optional<Instant> pause = Optional.ofNullable(pauses.get(engine)).filter(now::isBefore);
        if (pause.isPresent()) {
            return new Admission.Later(pause);
        }
        Map<String, Instant> taken = places.computeIfAbsent(engine, _ -> new HashMap<>());
        taken.values().removeIf(end -> !end.isAfter(now));
        if (!taken.containsKey(taskId) && taken.size() >= ceiling) {
            return new Admission.Later(Optional.empty());
        }
        taken.put(taskId, until);
        return new Admission.Entered();
    }

    @Override
    public synchronized void leave(String engine, String taskId) {
        write();
        places.getOrDefault(engine, new HashMap<>()).remove(taskId);
    }

    @Override
    public synchronized void pause(String engine, Instant until) {
        write();
        mark(pauses, engine, until);
    }

    @Override
    public synchronized void unwell(String engine, Instant until) {
        write();
        mark(unwell, engine, until);
    }

    private static void mark(Map<String, Instant> marks, String engine, Instant until) {
        marks.merge(engine, until, (old, now) -> old.isAfter(now) ? old : now);
    }

    @Override
    public synchronized boolean isUnwell(String engine, Instant now) {
        return Optional.ofNullable(unwell.get(engine)).filter(now::isBefore).isPresent();
    }

    /** How many places are taken at an engine, over or not. */
    public synchronized int taken(String engine) {
        return places.getOrDefault(engine, Map.of()).size();
    }
}
