package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that come twice or not at all, and workers and tables that fail in a try. */
class InterruptedDeliveriesTest {

    private final PostRoom room = new PostRoom();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messageThatCameTwiceMakesNoSecondTryAndDoesNotLiveOn(boolean early) {
        room.receiver(number -> PostRoom.status(500));
        Task task = room.ended();
        if (!early) {
            room.next();
        }
        room.queue.addAll(List.copyOf(room.queue));
        room.queue.addAll(List.copyOf(room.queue));

        room.drain();

        assertEquals(PostRoom.SCHEDULE, room.times());
        assertEquals(10, room.attempts(task).size());
        assertTrue(room.delays.size() < 350, "messages on the way: " + room.delays.size());
    }

    @Test
    void ofTwoWorkersOneMakesTheTry() {
        List<Integer> tries = new ArrayList<>();
        Task task = room.ended();
        room.receiver(number -> {
            tries.add(room.now(task).tries());
            if (number == 1) {
                room.deliveries.run(new Job.Deliver(task.id(), OptionalInt.of(0)));
                room.deliveries.run(new Job.Deliver(task.id(), OptionalInt.of(1)));
            }
            return PostRoom.status(200);
        });

        room.drain();

        assertEquals(List.of(1), tries);
    }

    @Test
    void workerThatDiesInATryCostsThatTryAndTheSweepGoesOn() {
        Task task = room.ended();
        room.receiver(number -> {
            if (number == 1) {
                throw new OutOfMemoryError("for the test");
            }
            return PostRoom.status(200);
        });
        assertThrows(OutOfMemoryError.class, room::next);
        assertFalse(room.next(), "no message is on the way");

        room.clock.advance(Duration.ofSeconds(154));
        assertEquals(0, room.lost.sweep(Duration.ofSeconds(10)));
        room.clock.advance(Duration.ofSeconds(1));
        assertEquals(1, room.lost.sweep(Duration.ofSeconds(10)));
        assertEquals(0, room.lost.sweep(Duration.ofSeconds(10)), "it waits for that message now");
        room.drain();

        assertEquals(List.of(2), room.attempts(task).stream().map(Attempt::number).toList());
        assertEquals(2, room.posts.size());
        assertEquals(Optional.empty(), room.now(task).nextAt());
    }

    @Test
    void logThatCannotBeWrittenCostsNoMoreThanThatTry() {
        Task task = room.ended();
        room.receiver(number -> {
            room.table.notifications().failNext(number == 1 ? 1 : 0);
            return PostRoom.status(500);
        });
        assertThrows(IllegalStateException.class, room::next);

        room.clock.advance(Duration.ofMinutes(3));
        room.lost.sweep(Duration.ofSeconds(10));
        room.drain();

        assertEquals(10, room.posts.size());
        assertEquals(IntStream.rangeClosed(2, 10).boxed().toList(), room.attempts(task).stream().map(Attempt::number).toList());
    }

    @Test
    void queueThatFailsLosesNothing() {
        room.breakQueue(true);
        Task task = room.ended();
        assertEquals(0, room.queue.size());
        room.breakQueue(false);

        room.clock.advance(Duration.ofMinutes(2));
        assertEquals(1, room.lost.sweep(Duration.ofSeconds(10)));
        room.drain();

        assertEquals(1, room.attempts(task).size());
    }

    @Test
    void sweepStopsWhenItsTimeIsOver() {
        room.breakQueue(true);
        room.ended();
        room.clock.advance(Duration.ofMinutes(2));

        assertEquals(0, room.lost.sweep(Duration.ZERO));
        assertEquals(1, room.lost.sweep(Duration.ofSeconds(1)));
    }
}
