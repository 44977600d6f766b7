package dev.imagegen.testing;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.EnginePermits;
import dev.imagegen.capacity.KeyDemand;
import dev.imagegen.capacity.Permit;
import dev.imagegen.capacity.PermitRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Places in memory. {@code CapacityContract} holds them to the behaviour of the real ones. */
public final class InMemoryCapacity implements Capacity {

    private final Map<String, Map<Integer, Permit>> places = new HashMap<>();
    private final Map<String, KeyDemand> demand = new HashMap<>();
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
        return new EnginePermits(List.copyOf(at(engine).values()), Optional.ofNullable(pauses.get(engine)),
                demand.getOrDefault(engine, KeyDemand.NONE));
    }

    @Override
    public synchronized Admission enter(PermitRequest request) {
        KeyDemand asked = demand.getOrDefault(request.engine(), KeyDemand.NONE);
        asked.toWrite(request.apiKey(), request.now()).ifPresent(slot -> demand.put(
                request.engine(), asked.with(slot, KeyDemand.mark(request.apiKey(), request.now()))));
        EnginePermits permits = permits(request.engine());
        if (permits.paused(request.now()).isPresent()) {
            return new Admission.Later(permits.paused(request.now()));
        }
        List<Integer> open = permits.open(request);
        open.stream().findFirst().ifPresent(number -> put(number, request));
        return open.isEmpty() ? new Admission.Later(Optional.empty()) : new Admission.Entered();
    }

    @Override
    public synchronized void keep(PermitRequest request) {
        write();
        EnginePermits permits = permits(request.engine());
        if (permits.last(request.taskId()).filter(own -> !own.until().isBefore(request.until())).isEmpty()) {
            permits.openAgain(request).stream().findFirst().ifPresent(number -> put(number, request));
        }
    }

    private void put(int number, PermitRequest request) {
        at(request.engine()).put(number, Permit.of(number, request));
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
