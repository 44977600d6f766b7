package dev.imagegen.local.template;

import java.time.Duration;
import java.util.Optional;

/** What makes a function run. */
public sealed interface Event {

    /**
     * A request to a route of the HTTP API.
     *
     * @param method the HTTP method in capitals, or {@code ANY}
     * @param path   with placeholders, for example {@code /tasks/{task_id}}; {@code {name+}} takes the rest of the path
     */
    record Route(String method, String path) implements Event {}

    /** A request to the HTTP API that no route takes. */
    record DefaultRoute() implements Event {}

    /**
     * Messages of a queue.
     *
     * @param queue                   logical id of the queue
     * @param queueArn                its ARN, as the messages name it
     * @param batchSize               how many messages one invocation takes at most; the platform's default is 10
     * @param maximumConcurrency      how many invocations run at once at most; {@code Integer.MAX_VALUE} if not limited
     * @param reportBatchItemFailures whether the answer says which messages failed
     * @param enabled                 whether messages are taken at all
     */
    record Queue(
            String queue,
            String queueArn,
            int batchSize,
            int maximumConcurrency,
            boolean reportBatchItemFailures,
            boolean enabled)
            implements Event {}

    /**
     * The passing of time.
     *
     * @param rate    the time from one invocation to the next
     * @param enabled whether it runs at all
     * @param input   the event that the function gets, JSON; empty for the scheduler's own
     */
    record Schedule(Duration rate, boolean enabled, Optional<String> input) implements Event {
        public Schedule(Duration rate, boolean enabled) {
            this(rate, enabled, Optional.empty());
        }
    }
}
