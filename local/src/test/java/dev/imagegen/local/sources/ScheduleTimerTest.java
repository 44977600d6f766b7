package dev.imagegen.local.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.template.Event;
import dev.imagegen.local.testing.Functions;
import dev.imagegen.local.testing.QueueHandler;
import dev.imagegen.local.testing.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

class ScheduleTimerTest {

    private static final Event.Schedule EVERY_MINUTE = new Event.Schedule(Duration.ofMinutes(1), true);

    private final Functions functions = new Functions();

    @Test
    void invokesTheFunctionAtOnceAndThenAfterEachSleep() throws Exception {
        var recorder = Recorder.named("ScheduleTimerTest");
        var slept = new LinkedBlockingQueue<Duration>();
        var wake = new SynchronousQueue<String>();
        Sleep sleep = time -> {
            slept.add(time);
            wake.take();
        };
        try (var function = functions.function(
                        QueueHandler.class, Functions.AMPLE, Map.of("RECORDER", "ScheduleTimerTest"));
                var timer = ScheduleTimer.start(function, EVERY_MINUTE, sleep)) {
            assertEquals(Duration.ofMinutes(1), slept.take(), timer::toString);
            assertEquals(List.of("scheduled"), recorder.entries());

            wake.put("a minute has passed");

            assertEquals(Duration.ofMinutes(1), slept.take());
            assertEquals(List.of("scheduled", "scheduled"), recorder.entries());
        }
    }

    @Test
    void givesTheFunctionTheMessagesOfTheInput() throws Exception {
        var recorder = Recorder.named("ScheduleTimerTest-input");
        var slept = new CountDownLatch(1);
        var schedule = new Event.Schedule(Duration.ofDays(1), true,
                Optional.of("{\"Records\":[{\"messageId\":\"audit\",\"body\":\"{}\"}]}"));
        try (var function = functions.function(
                        QueueHandler.class, Functions.AMPLE, Map.of("RECORDER", "ScheduleTimerTest-input"));
                var _ = ScheduleTimer.start(function, schedule, time -> {
                    slept.countDown();
                    new CountDownLatch(1).await();
                })) {
            slept.await();
            assertEquals(1, recorder.entries().size());
            assertTrue(!recorder.entries().contains("scheduled"), recorder.entries().toString());
        }
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
        var asleep = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        Sleep sleep = time -> {
            asleep.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException closed) {
                interrupted.countDown();
                throw closed;
            }
        };
        try (var function = functions.function(QueueHandler.class, Functions.AMPLE, Map.of("RECORDER", "closed"))) {
            var timer = ScheduleTimer.start(function, EVERY_MINUTE, sleep);
            asleep.await();

            timer.close();

            interrupted.await();
        }
    }
}
