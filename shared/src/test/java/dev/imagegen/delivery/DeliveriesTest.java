package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.net.PostOutcome;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often and when a receiver is tried, by what it answers. */
class DeliveriesTest {

    private final PostRoom room = new PostRoom();

    @Test
    void clientIsToldOnceAndThenItIsOver() {
        Task task = room.ended();

        room.drain();

        assertEquals(List.of(Duration.ZERO), room.times());
        assertEquals(Optional.empty(), room.now(task).nextAt());
        assertEquals(List.of(new Attempt(1, MutableClock.START, Duration.ZERO, OptionalInt.of(204), "status 204")),
                room.attempts(task));
        assertEquals(List.of(), room.table.notifications().due(MutableClock.START.plus(Duration.ofDays(30))));
    }

    @Test
    void receiverThatIsDeadIsTriedTenTimesOverThreeDaysAtTheseTimes() {
        room.receiver(number -> PostOutcome.failed("the connection failed"));
        Task task = room.ended();

        room.drain();

        assertEquals(PostRoom.SCHEDULE, room.times());
        assertEquals(Optional.empty(), room.now(task).nextAt());
        assertEquals(IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new Attempt(i, MutableClock.START.plus(PostRoom.SCHEDULE.get(i - 1)), Duration.ZERO, OptionalInt.empty(),
                        "the connection failed"))
                .toList(), room.attempts(task));
        assertTrue(room.delays.stream().allMatch(delay -> delay.compareTo(Duration.ofMinutes(15)) <= 0), "as a queue can wait");
        assertTrue(room.delays.size() < 330, "messages on the way: " + room.delays.size());
    }

    @Test
    void pauseBeginsWhenATryHasEnded() {
        room.receiver(number -> {
            room.clock.advance(Duration.ofSeconds(15));
            return PostOutcome.failed("it did not answer in time");
        });
        Task task = room.ended();

        room.drain();

        assertEquals(IntStream.range(0, 10).mapToObj(i -> PostRoom.SCHEDULE.get(i).plusSeconds(15 * i)).toList(), room.times());
        assertTrue(room.attempts(task).stream().allMatch(a -> a.took().equals(Duration.ofSeconds(15))));
    }

    @Test
    void receiverThatComesBackIsToldAndNotTriedAgain() {
        room.receiver(number -> PostRoom.status(number < 4 ? 500 : 200));
        Task task = room.ended();

        room.drain();

        assertEquals(PostRoom.SCHEDULE.subList(0, 4), room.times());
        assertEquals(List.of(500, 500, 500, 200), room.attempts(task).stream().map(a -> a.status().orElseThrow()).toList());
        assertEquals(Optional.empty(), room.now(task).nextAt());
    }

    @Test
    void goneIsTheEnd() {
        room.receiver(number -> PostRoom.status(410));
        Task task = room.ended();

        room.drain();

        assertEquals(1, room.posts.size());
        assertEquals(Optional.empty(), room.now(task).nextAt());
    }

    private static PostOutcome asking(String retryAfter) {
        return new PostOutcome(OptionalInt.of(503), Optional.of(retryAfter), "status 503");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 5", // shorter than the schedule
        "5, 5", "6, 6", "120, 120", "0.5, 5", "120.5, 120.5", "86400, 86400", "999999999, 86400",
        "-5, 5", "soon, 5", "'', 5", "99999999999, 5",
    })
    void receiverMayAskForALongerPauseThanTheScheduleOfADayAtMost(String asked, double pause) {
        room.receiver(number -> number == 1 ? asking(asked) : PostRoom.status(200));
        room.ended();

        room.drain();

        assertEquals(List.of(Duration.ZERO, Duration.ofMillis((long) (pause * 1000))), room.times());
    }

    @Test
    void receiverMayAskForItByADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                MutableClock.START.plus(Duration.ofHours(3)).atOffset(ZoneOffset.UTC));
        room.receiver(number -> number == 1 ? asking(date) : PostRoom.status(200));
        room.ended();

        room.drain();

        assertEquals(List.of(Duration.ZERO, Duration.ofHours(3)), room.times());
    }

    @Test
    void pauseThatIsAskedForAtTheLastTryMakesNoOtherOne() {
        room.receiver(number -> asking("60"));
        room.ended();

        room.drain();

        assertEquals(10, room.posts.size());
    }

    @Test
    void forgottenTaskIsNotTold() {
        Task task = room.ended();
        room.clock.advance(Duration.ofDays(30));

        room.drain();

        assertEquals(List.of(), room.posts);
        assertEquals(Optional.empty(), room.now(task).nextAt());
    }

    @Test
    void messageForNobodyIsIgnored() {
        room.deliveries.run(new Job.Deliver(Samples.id()));

        assertEquals(List.of(), room.posts);
        assertEquals(List.of(), room.delays);
    }
}
