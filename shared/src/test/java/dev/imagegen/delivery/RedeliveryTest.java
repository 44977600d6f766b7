package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.InMemoryNotifications;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Sending again while somebody else writes too. */
class RedeliveryTest {

    private final MutableClock clock = new MutableClock();
    private final InMemoryNotifications table = new InMemoryNotifications();
    private final RecordingJobs queue = new RecordingJobs();
    private final Task task = ended();

    private static Task ended() {
        Task queued = Samples.task(4, 50);
        Task running = queued.claimed("worker", MutableClock.START, MutableClock.START.plusSeconds(60));
        return running.completed(Samples.completed(queued, "a55e7"), List.of());
    }

    /** A table in which a worker begins a try between our reading and so many of our writings. */
    private record Busy(InMemoryNotifications table, int[] writes) implements NotificationStore {

        @Override
        public Optional<Notification> find(String taskId) {
            return table.find(taskId);
        }

        @Override
        public boolean replace(Notification before, Notification after) {
            if (writes[0]-- > 0) {
                table.put(table.find(before.taskId()).orElseThrow().begun(Optional.empty()));
            }
            return table.replace(before, after);
        }

        @Override
        public void log(String taskId, Attempt attempt, Instant until) {
            table.log(taskId, attempt, until);
        }

        @Override
        public List<Attempt> attempts(String taskId) {
            return table.attempts(taskId);
        }

        @Override
        public Iterable<String> due(Instant now) {
            return table.due(now);
        }
    }

    private Redelivery redelivery(int writes) {
        table.put(new Notification(task.id(), task.apiKey(), URI.create("https://example.com/hook"), 0, Optional.empty(), task.expiresAt(), 0));
        var log = new Log(new PrintStream(OutputStream.nullOutputStream()), clock);
        return new Redelivery(new Busy(table, new int[] {writes}), new DeliveryMessages(queue, log), clock);
    }

    @Test
    void aWriteInBetweenIsKeptAndWrittenOver() {
        clock.advance(Duration.ofDays(2));

        Notification due = redelivery(3).again(task);

        assertEquals(Optional.of(due), table.find(task.id()));
        assertEquals(3, due.tries());
        assertEquals(Optional.of(clock.instant()), due.nextAt());
        assertEquals(List.of(new RecordingJobs.Sent(new Job.Deliver(task.id(), OptionalInt.of(3)), Duration.ZERO)), queue.sent());
    }

    @Test
    void whatChangesAllTheTimeIsAFaultAndNothingIsSent() {
        Redelivery redelivery = redelivery(Integer.MAX_VALUE);

        assertThrows(IllegalStateException.class, () -> redelivery.again(task));
        assertEquals(List.of(), queue.sent());
    }
}
