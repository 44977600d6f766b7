package dev.imagegen.local.sources;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;

/**
 * Invokes a function at once and then at its rate, counted from the end of an invocation. The event is an
 * {@link SQSEvent} without records: what the platform makes of a scheduled event for a handler that takes messages.
 */
public final class ScheduleTimer implements AutoCloseable {

    private final Thread thread;

    private ScheduleTimer(Thread thread) {
        this.thread = thread;
    }

    /** Starts the timer. */
    public static ScheduleTimer start(LocalFunction function, Event.Schedule schedule, Sleep sleep) {
        return new ScheduleTimer(Thread.ofVirtual()
                .name("schedule-" + function.spec().id())
                .start(() -> run(function, schedule, sleep)));
    }

    /** Ends the timer, and the invocation that is running. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private static void run(LocalFunction function, Event.Schedule schedule, Sleep sleep) {
        try {
            while (true) {
                // How it ended stands in the log; the next invocation does not depend on it.
                function.invoke(new SQSEvent());
                sleep.sleep(schedule.rate());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
