package dev.imagegen.testing;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.EnginePermits;
import dev.imagegen.capacity.Permit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Places in memory. {@code CapacityContract} holds them to the behaviour of the real ones. */
public final class InMemoryCapacity implements Capacity {

    private final Map<String, Map<Integer, Permit>> places = new HashMap<>();
    private final Map<String, Instant> pauses = new HashMap<>();
    private final Map<String, Instant> unwell = new HashMap<>();
    private final Map<String, Instant> retired = new HashMap<>();
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

    private Map<Integer, Permit> at(String engine) {
        return places.computeIfAbsent(engine, _ -> new TreeMap<>());
    }

    private EnginePermits permits(String engine) {
        return new EnginePermits(List.copyOf(at(engine).values()), Optional.ofNullable(pauses.get(engine)));
    }

    @Override
    public synchronized Admission enter(String engine, int ceiling, String taskId, Instant now, Instant until) {
        EnginePermits permits = permits(engine);
        if (permits.paused(now).isPresent()) {
            return new Admission.Later(permits.paused(now));
        }
        List<Integer> open = permits.open(ceiling, taskId, now);
        if (open.isEmpty()) {
            return new Admission.Later(Optional.empty());
        }
        at(engine).put(open.getFirst(), new Permit(open.getFirst(), taskId, until));
        return new Admission.Entered();
    }

    @Override
    public synchronized void keep(String engine, int ceiling, String taskId, Instant now, Instant until) {
        write();
        EnginePermits permits = permits(engine);
        if (permits.last(taskId).filter(own -> !own.until().isBefore(until)).isEmpty()) {
            permits.openAgain(ceiling, taskId, now).stream().findFirst()
                    .ifPresent(number -> at(engine).put(number, new Permit(number, taskId, until)));
        }
    }

    @Override
    public synchronized void leave(String engine, String taskId) {
        write();
        at(engine).values().removeIf(permit -> permit.taskId().equals(taskId));
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

    @Override
    public synchronized boolean retire(String engine, String model, Instant now, Instant until) {
        write();
        if (isRetired(engine, model, now)) {
            return false;
        }
        retired.put(engine + "/" + model, until);
        return true;
    }

    @Override
    public synchronized boolean isRetired(String engine, String model, Instant now) {
        return Optional.ofNullable(retired.get(engine + "/" + model)).filter(now::isBefore).isPresent();
    }

    /** How many places are taken at an engine, over or not. */
    public synchronized int taken(String engine) {
        return places.getOrDefault(engine, Map.of()).size();
    }
}
