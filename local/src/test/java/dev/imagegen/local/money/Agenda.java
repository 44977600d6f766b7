package dev.imagegen.local.money;

import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The jobs queue where time is moved by hand: a job comes when its delay is over, and what was sent first comes first. */
final class Agenda implements JobQueue {

    private record Entry(Instant at, int number, Job job) {}

    private final Clock clock;
    private final int copies;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparing(Entry::number));
    private final List<Duration> delays = new ArrayList<>();

    /** @param copies how often each message is delivered */
    Agenda(Clock clock, int copies) {
        this.clock = clock;
        this.copies = copies;
    }

    @Override
    public synchronized void send(Job job, Optional<String> apiKey, Duration delay) {
        entries.add(new Entry(clock.instant().plus(delay), delays.size(), job));
        delays.add(delay);
    }

    /** When the next job comes; empty if there is none. */
    synchronized Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::at);
    }

    /** The jobs that have come by now. */
    synchronized List<Job> due() {
        List<Job> due = new ArrayList<>();
        while (!entries.isEmpty() && !entries.peek().at().isAfter(clock.instant())) {
            due.addAll(Collections.nCopies(copies, entries.poll().job()));
        }
        return due;
    }

    /** Of all jobs that were sent, in their order. */
    synchronized List<Duration> delays() {
        return List.copyOf(delays);
    }
}
