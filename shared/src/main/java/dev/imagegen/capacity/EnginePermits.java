package dev.imagegen.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The permits of one engine as they are stored, and the rules by which they are given.
 *
 * @param permits each under its number, those whose time is over included
 * @param pausedUntil empty, or a time that may be over
 */
public record EnginePermits(List<Permit> permits, Optional<Instant> pausedUntil, KeyDemand demand) {

    public EnginePermits {
        permits = List.copyOf(permits);
    }

    /** The numbers of the permits of which a task may take one: its own if it has one, otherwise those that are free for its key. */
    public List<Integer> open(PermitRequest request) {
        Optional<Permit> own = held(request.now()).stream().filter(permit -> permit.taskId().equals(request.taskId())).findFirst();
        return own.isPresent() ? List.of(own.get().number()) : freeForKey(request);
    }

    /** As {@link #open}, for a task that has been let in already: the permit that it had is its own until another task takes it. */
    public List<Integer> openAgain(PermitRequest request) {
        Optional<Permit> had = last(request.taskId());
        return had.isPresent() ? List.of(had.get().number()) : free(request);
    }

    private List<Permit> held(Instant now) {
        return permits.stream().filter(permit -> permit.holds(now)).toList();
    }

    private List<Integer> free(PermitRequest request) {
        Set<Integer> taken = held(request.now()).stream().map(Permit::number).collect(Collectors.toSet());
        return taken.size() >= request.limit().permits()
                ? List.of()
                : IntStream.range(0, request.limit().permits()).boxed().filter(number -> !taken.contains(number)).toList();
    }

    /**
     * What one key may take while another asks too. Many workers that look at the same moment count the same: so where a key could take
     * more than its part, some numbers are not for it at all, and it cannot have too many however many workers take at once.
     */
    private List<Integer> freeForKey(PermitRequest request) {
        List<Integer> free = free(request);
        int part = request.limit().perKey();
        if (!demand.byAnother(request.apiKey(), request.now())) {
            return free;
        }
        long had = held(request.now()).stream().filter(permit -> permit.apiKey().equals(request.apiKey())).count();
        if (had >= part) {
            return List.of();
        }
        return had + free.size() <= part ? free : free.stream().filter(number -> isFor(request, number)).toList();
    }

    /** The two keys that are known to ask have different numbers that are not for them; of the others, each has either the one or the other. */
    private boolean isFor(PermitRequest request, int number) {
        int part = request.limit().perKey();
        int slot = demand.slotOf(request.apiKey()).orElse(request.apiKey().hashCode() & 1);
        return slot == 0 ? number < part : number >= request.limit().permits() - part;
    }

    /** Of the permits of a task, over or not, the one that lasts longest. */
    public Optional<Permit> last(String taskId) {
        return of(taskId).stream().max(Comparator.comparing(Permit::until));
    }

    /** The permits of a task, over or not: one that was over may have been followed by another. */
    public List<Permit> of(String taskId) {
        return permits.stream().filter(permit -> permit.taskId().equals(taskId)).toList();
    }

    /** The end of a pause that lasts still. */
    public Optional<Instant> paused(Instant now) {
        return pausedUntil.filter(now::isBefore);
    }

    /** The same after a permit was taken. */
    public EnginePermits with(Permit taken) {
        List<Permit> all = new ArrayList<>(permits);
        all.removeIf(permit -> permit.number() == taken.number());
        all.add(taken);
        return new EnginePermits(all, pausedUntil, demand);
    }

    /** The same after a task gave back what it had. */
    public EnginePermits without(String taskId) {
        return new EnginePermits(permits.stream().filter(permit -> !permit.taskId().equals(taskId)).toList(), pausedUntil, demand);
    }

    /** The same after a key's mark was written. */
    public EnginePermits with(KeyDemand more) {
        return new EnginePermits(permits, pausedUntil, more);
    }
}
