package dev.imagegen.local.sources;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.contract.Json;
import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;
import java.util.ArrayList;
import java.util.Map;

/**
 * Invokes a function at once and then at its rate, counted from the end of an invocation. The event is an
 * {@link SQSEvent} without records: what the platform makes of a scheduled event for a handler that takes messages. Where the
 * template gives an input, the event has the messages that stand in it.
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

    private static SQSEvent event(Event.Schedule schedule) {
        var event = new SQSEvent();
        schedule.input().ifPresent(json -> {
            var messages = new ArrayList<SQSEvent.SQSMessage>();
            Json.parse(json).path("Records").forEach(record -> {
                var message = new SQSEvent.SQSMessage();
                message.setMessageId(record.path("messageId").asText());
                message.setBody(record.path("body").asText());
                message.setAttributes(Map.of());
                messages.add(message);
            });
            event.setRecords(messages);
        });
        return event;
    }

    private static void run(LocalFunction function, Event.Schedule schedule, Sleep sleep) {
        try {
            while (true) {
                // How it ended stands in the log; the next invocation does not depend on it.
                function.invoke(event(schedule));
                sleep.sleep(schedule.rate());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
