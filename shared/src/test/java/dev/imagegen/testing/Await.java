package dev.imagegen.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what other threads and processes bring about, by looking again and again. How long that takes decides nothing: the
 * bound of eight minutes ends what hangs, with a word about it, before the time-out of all tests does.
 */
public final class Await {

    private static final Duration HANGS = Duration.ofMinutes(8);
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Await() {}

    /** Returns when the condition holds. @param seen what there is so far, for the message if it never does */
    public static void until(BooleanSupplier condition, Supplier<?> seen) {
        try {
            value(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), seen);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException("A condition throws nothing that is checked", impossible);
        }
    }

    /** The value that {@code look} finds, once it finds one. @param seen what there is so far, for the message if it never does */
    public static <T> T value(Callable<Optional<T>> look, Supplier<?> seen) throws Exception {
        long began = System.nanoTime();
        Optional<T> found = look.call();
        while (found.isEmpty()) {
            if (System.nanoTime() - began > HANGS.toNanos()) {
                throw new AssertionError("It never came about; there is " + seen.get());
            }
            Thread.sleep(BETWEEN);
            found = look.call();
        }
        return found.get();
    }
}
