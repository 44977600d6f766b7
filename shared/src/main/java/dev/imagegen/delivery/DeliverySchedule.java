package dev.imagegen.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a notification is tried again: ten tries over three days and a few hours. */
public final class DeliverySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofHours(5),
            Duration.ofHours(10), Duration.ofHours(14), Duration.ofHours(20), Duration.ofHours(24));

    private DeliverySchedule() {}

    /** The pause after so many tries that failed, 1 or more; empty if that was the last one. */
    public static Optional<Duration> after(int tries) {
        return tries > PAUSES.size() ? Optional.empty() : Optional.of(PAUSES.get(tries - 1));
    }
}
