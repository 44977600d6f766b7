package dev.imagegen.engine.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Numbers that follow from words, the same everywhere and always. */
final class Fingerprint {

    private Fingerprint() {}

    /** A seed of 0 to 2147483647 for a task that has none: another run of the task draws the same picture. */
    static long seedOf(String taskId) {
        return of(taskId) & Integer.MAX_VALUE;
    }

    /** What is random in a picture. {@link Random} it is because its documentation fixes the sequence. */
    static RandomGenerator randomOf(String model, String prompt, long seed) {
        return new Random(of(model + "\0" + prompt + "\0" + seed));
    }

    private static long of(String words) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
