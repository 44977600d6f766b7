package dev.imagegen.local.cloudinary;

import dev.imagegen.time.Sleeper;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * What an emulator is started with.
 *
 * @param port of 127.0.0.1; 0 for any that is free
 * @param clouds by name
 * @param dataDir where assets outlive the emulator; empty for a temporary directory that is removed at the end
 * @param clock decides on versions, stale signatures and expired links
 * @param random makes asset ids, and public ids where an upload names none
 * @param sleeper waits while an image is generated
 * @param usual how long that takes if the prompt does not say
 * @param notifications who is told of everything, and how; empty if only those are whom a call names
 * @param atOnce how many images the add-on has in progress at most; who asks for one more with {@code async} is told 429
 * @param orders is given the operation and the body of each order of an image, whatever becomes of it
 */
public record EmulatorSettings(
        int port, Map<String, Account> clouds, Optional<Path> dataDir, Clock clock, RandomGenerator random, Sleeper sleeper,
        Duration usual, int atOnce, Optional<NotificationSettings> notifications, BiConsumer<String, byte[]> orders) {

    private static final Duration USUAL = Duration.ofSeconds(1);

    public EmulatorSettings {
        clouds = Map.copyOf(clouds);
    }

    public EmulatorSettings(
            int port, Map<String, Account> clouds, Optional<Path> dataDir, Clock clock, RandomGenerator random, Sleeper sleeper,
            Duration usual) {
        this(port, clouds, dataDir, clock, random, sleeper, usual, Integer.MAX_VALUE, Optional.empty(), (_, _) -> { });
    }

    public EmulatorSettings(
            int port, Map<String, Account> clouds, Optional<Path> dataDir, Clock clock, RandomGenerator random) {
        this(port, clouds, dataDir, clock, random, Sleeper.ofThread(), USUAL);
    }

    public EmulatorSettings(int port, Map<String, Account> clouds, Optional<Path> dataDir, Clock clock) {
        this(port, clouds, dataDir, clock, new SecureRandom());
    }

    /** The same, but it has no more than so many images in progress, and each takes it so long. */
    public EmulatorSettings busyWith(int images, Duration each) {
        return new EmulatorSettings(port, clouds, dataDir, clock, random, sleeper, each, images, notifications, orders);
    }

    /** The same, and all that happens is told. */
    public EmulatorSettings notifying(NotificationSettings told) {
        return new EmulatorSettings(port, clouds, dataDir, clock, random, sleeper, usual, atOnce, Optional.of(told), orders);
    }

    /** The same, and this is given the operation and the body of each order of an image. */
    public EmulatorSettings witnessedBy(BiConsumer<String, byte[]> witness) {
        return new EmulatorSettings(port, clouds, dataDir, clock, random, sleeper, usual, atOnce, notifications, witness);
    }
}
