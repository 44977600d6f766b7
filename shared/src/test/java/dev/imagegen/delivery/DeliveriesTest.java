package dev.imagegen.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.net.PostOutcome;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import dev.imagegen.webhook.NotificationVerifier;
import dev.imagegen.webhook.StandardVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveriesTest {

    /** Of a receiver that answers at once, and never well. */
    private static final List<Duration> TIMES = Stream.of(
                    "PT0S", "PT5S", "PT5M5S", "PT35M5S", "PT2H35M5S", "PT7H35M5S", "PT17H35M5S", "PT31H35M5S", "PT51H35M5S",
                    "PT75H35M5S")
            .map(Duration::parse)
            .toList();

    private final PostRoom room = new PostRoom();

    private static PostOutcome asking(String retryAfter) {
        return new PostOutcome(OptionalInt.of(503), Optional.of(retryAfter), "status 503");
    }

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

        assertEquals(TIMES, room.times());
        assertEquals(Optional.empty(), room.now(task).nextAt());
        assertEquals(IntStream.rangeClosed(1, 10)
                .mapToObj(i -> new Attempt(i, MutableClock.START.plus(TIMES.get(i - 1)), Duration.ZERO, OptionalInt.empty(),
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

        assertEquals(IntStream.range(0, 10).mapToObj(i -> TIMES.get(i).plusSeconds(15 * i)).toList(), room.times());
        assertTrue(room.attempts(task).stream().allMatch(a -> a.took().equals(Duration.ofSeconds(15))));
    }

    @Test
    void receiverThatComesBackIsToldAndNotTriedAgain() {
        room.receiver(number -> PostRoom.status(number < 4 ? 500 : 200));
        Task task = room.ended();

        room.drain();

        assertEquals(TIMES.subList(0, 4), room.times());
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
    void idIsTheSameForEveryTryAndTheSignaturesAreOfTheirTime() {
        room.receiver(number -> PostRoom.status(number == 3 ? 200 : 500));
        Task task = room.ended();

        room.drain();

        for (PostRoom.Post post : room.posts) {
            Instant at = MutableClock.START.plus(post.after());
            assertEquals("msg_" + task.id(), post.headers().get("webhook-id"));
            assertEquals(String.valueOf(at.getEpochSecond()), post.headers().get("webhook-timestamp"));
            assertEquals(String.valueOf(at.getEpochSecond()), post.headers().get("X-Cld-Timestamp"));
            assertTrue(standard(post, "first"));
            assertTrue(cloudinary(post, "first"));
        }
    }

    private static boolean standard(PostRoom.Post post, String secret) {
        var clock = Clock.fixed(MutableClock.START.plus(post.after()), ZoneOffset.UTC);
        return new StandardVerifier(List.of(PostRoom.secret(secret).secret()), clock).verify(post.body(),
                post.headers().get("webhook-id"), post.headers().get("webhook-timestamp"), post.headers().get("webhook-signature"));
    }

    private static boolean cloudinary(PostRoom.Post post, String secret) {
        var clock = Clock.fixed(MutableClock.START.plus(post.after()), ZoneOffset.UTC);
        return new NotificationVerifier(List.of(PostRoom.secret(secret).secret()), clock)
                .verify(post.body(), post.headers().get("X-Cld-Timestamp"), post.headers().get("X-Cld-Signature"));
    }

    @Test
    void secretsMayBeRotatedBetweenTwoTries() {
        room.receiver(number -> {
            if (number == 1) {
                room.secrets("second", "first");
            } else if (number == 2) {
                room.secrets("second");
            }
            return PostRoom.status(number < 3 ? 500 : 200);
        });
        room.ended();

        room.drain();

        assertEquals(List.of(true, true, false), room.posts.stream().map(post -> standard(post, "first")).toList());
        assertEquals(List.of(false, true, true), room.posts.stream().map(post -> standard(post, "second")).toList());
        assertEquals(List.of(true, false, false), room.posts.stream().map(post -> cloudinary(post, "first")).toList());
        assertEquals(List.of(false, true, true), room.posts.stream().map(post -> cloudinary(post, "second")).toList());
    }

    @Test
    void cloudWhoseSecretsWereDeletedTellsNobodyUntilItHasOneAgain() {
        room.secrets();
        Task task = room.ended();
        room.next();
        room.secrets("new");

        room.drain();

        assertEquals(List.of(Duration.ofSeconds(5)), room.times());
        assertEquals("the cloud has no signing secret", room.attempts(task).getFirst().reason());
        assertEquals(OptionalInt.empty(), room.attempts(task).getFirst().status());
    }

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

        assertEquals(TIMES, room.times());
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
                room.send(new Job.Deliver(task.id()), Duration.ZERO);
            }
            return PostRoom.status(200);
        });

        room.drain();

        assertEquals(2, room.posts.size());
        assertEquals(Optional.empty(), room.now(task).nextAt());
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

    @Test
    void sweepStopsWhenItsTimeIsOver() {
        room.breakQueue(true);
        room.ended();
        room.clock.advance(Duration.ofMinutes(2));

        assertEquals(0, room.lost.sweep(Duration.ZERO));
        assertEquals(1, room.lost.sweep(Duration.ofSeconds(1)));
    }
}
