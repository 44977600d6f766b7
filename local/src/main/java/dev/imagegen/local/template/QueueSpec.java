package dev.imagegen.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue of the template.
 *
 * @param id         its logical id
 * @param name       its name
 * @param visibility how long a message that was received stays hidden; the platform's default is 30 seconds
 * @param delay      how long a message waits before it can be received; by default not at all
 * @param redrive    where messages go that nobody could work on
 */
public record QueueSpec(String id, String name, Duration visibility, Duration delay, Optional<Redrive> redrive) {

    /**
     * Where messages go after too many receives.
     *
     * @param deadLetterArn   ARN of the queue that takes them
     * @param maxReceiveCount after how many receives
     */
    public record Redrive(String deadLetterArn, int maxReceiveCount) {}
}
