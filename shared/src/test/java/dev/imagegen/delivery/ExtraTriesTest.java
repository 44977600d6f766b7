package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tries that a person asks for, after the schedule, beside it and during a try. */
class ExtraTriesTest {

    private final PostRoom room = new PostRoom();

    @Test
    void anotherTryMayBeAskedForAfterItIsOver() {
        Task task = room.ended();
        room.drain();
        Notification over = room.now(task);
        assertTrue(room.table.notifications().replace(over, over.at(room.clock.instant())));
        room.deliveries.run(new Job.Deliver(task.id()));

        assertEquals(2, room.posts.size());
        assertEquals(2, room.attempts(task).size());
        assertEquals(Optional.empty(), room.now(task).nextAt());
    }

    @Test
    void tryThatAPersonAskedForBesideTheScheduleTakesTheOldMessageWithIt() {
        room.receiver(number -> PostRoom.status(number == 3 ? 200 : 500));
        Task task = room.ended();
        room.next();
        room.next();
        Notification waiting = room.now(task);
        assertTrue(room.table.notifications().replace(waiting, waiting.at(room.clock.instant())));
        room.deliveries.run(new Job.Deliver(task.id()));
        assertEquals(3, room.posts.size());

        room.drain();

        assertEquals(3, room.posts.size());
    }

    @Test
    void wishForAnotherTryDuringOneIsNotOverwritten() {
        Task task = room.ended();
        room.receiver(number -> {
            if (number == 1) {
                Notification begun = room.now(task);
                assertTrue(room.table.notifications().replace(begun, begun.at(room.clock.instant())));
                room.send(new Job.Deliver(task.id()), task, Duration.ZERO);
            }
            return PostRoom.status(200);
        });

        room.drain();

        assertEquals(2, room.posts.size());
        assertEquals(Optional.empty(), room.now(task).nextAt());
    }
}
