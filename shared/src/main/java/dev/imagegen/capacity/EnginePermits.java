package dev.imagegen.capacity;

import java.time.Instant;
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
public record EnginePermits(List<Permit> permits, Optional<Instant> pausedUntil) {

    public EnginePermits {
        permits = List.copyOf(permits);
    }

    /** The permits of which a task may take one: its own if it has one, otherwise those that are free. */
    public List<Integer> open(int ceiling, String taskId, Instant now) {
        List<Permit> held = permits.stream().filter(permit -> permit.holds(now)).toList();
        Optional<Permit> own = held.stream().filter(permit -> permit.taskId().equals(taskId)).findFirst();
        if (own.isPresent()) {
            return List.of(own.get().number());
        }
        Set<Integer> taken = held.stream().map(Permit::number).collect(Collectors.toSet());
        return taken.size() >= ceiling
                ? List.of()
                : IntStream.range(0, ceiling).boxed().filter(number -> !taken.contains(number)).toList();
    }

    /** As {@link #open}, for a task that has been let in already: the permit that it had is its own until another task takes it. */
    public List<Integer> openAgain(int ceiling, String taskId, Instant now) {
        Optional<Permit> had = last(taskId);
        return had.isPresent() ? List.of(had.get().number()) : open(ceiling, taskId, now);
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
}
