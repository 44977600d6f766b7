package dev.imagegen.local.cloudinary;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What an emulator is started with.
 *
 * @param port of 127.0.0.1; 0 for any that is free
 * @param clouds by name
 * @param dataDir where assets outlive the emulator; empty for a temporary directory that is removed at the end
 * @param clock decides on versions, stale signatures and expired links
 * @param random makes asset ids, and public ids where an upload names none
 */
public record EmulatorSettings(
        int port, Map<String, Account> clouds, Optional<Path> dataDir, Clock clock, RandomGenerator random) {

    public EmulatorSettings {
        clouds = Map.copyOf(clouds);
    }

    public EmulatorSettings(int port, Map<String, Account> clouds, Optional<Path> dataDir, Clock clock) {
        this(port, clouds, dataDir, clock, new SecureRandom());
    }
}
