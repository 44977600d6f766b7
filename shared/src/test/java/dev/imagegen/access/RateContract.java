package dev.imagegen.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every counter of rates has to do. In memory, and in DynamoDB. */
public abstract class RateContract {

    private static final int THREADS = 32;

    private final MutableClock clock = new MutableClock();
    private final String key = "key-" + Samples.id();

    protected abstract RateLimiter rates(Clock clock);

    private int letIn(RateLimiter rates, int perSecond, int calls) {
        int in = 0;
        for (int i = 0; i < calls; i++) {
            in += rates.take(key, perSecond).isEmpty() ? 1 : 0;
        }
        return in;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void quietKeyMaySendOneSecondsWorthAtOnceAndNoMore(int perSecond) {
        RateLimiter rates = rates(clock);

        assertEquals(perSecond, letIn(rates, perSecond, perSecond + 3));

        clock.advance(Duration.ofHours(5));
        assertEquals(perSecond, letIn(rates, perSecond, perSecond + 3), "what was not used is not saved up");
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 500", "4, 250", "10, 100"})
    void refusedCallIsToldWhenItMayComeAndIsLetInThen(int perSecond, long millis) {
        RateLimiter rates = rates(clock);
        letIn(rates, perSecond, perSecond);

        assertEquals(Optional.of(Duration.ofMillis(millis)), rates.take(key, perSecond));
        clock.advance(Duration.ofMillis(millis).minusNanos(1));
        assertEquals(Optional.of(Duration.ofNanos(1)), rates.take(key, perSecond));
        clock.advance(Duration.ofNanos(1));
        assertEquals(Optional.empty(), rates.take(key, perSecond));
        assertEquals(Optional.of(Duration.ofMillis(millis)), rates.take(key, perSecond));
    }

    @Test
    void refusedCallsAreNotCounted() {
        RateLimiter rates = rates(clock);
        letIn(rates, 2, 20);

        clock.advance(Duration.ofSeconds(1));

        assertEquals(2, letIn(rates, 2, 3));
    }

    @Test
    void busyKeyGetsItsRateOverManySecondsHoweverItCalls() {
        RateLimiter rates = rates(clock);
        int in = 0;
        for (int tenth = 0; tenth < 50; tenth++) {
            in += letIn(rates, 3, 1 + tenth % 3);
            clock.advance(Duration.ofMillis(100));
        }

        // Five seconds, and the burst of the first moment.
        assertTrue(in >= 15 && in <= 18, in + " calls");
    }

    @Test
    void keysDoNotHinderEachOther() {
        RateLimiter rates = rates(clock);
        letIn(rates, 1, 5);

        assertEquals(Optional.empty(), rates.take(key + "x", 1));
    }

    @Test
    void clockOfAnotherMachineThatIsBehindLetsNothingMoreIn() {
        MutableClock behind = new MutableClock();
        clock.advance(Duration.ofMillis(200));
        letIn(rates(clock), 2, 2);

        assertEquals(Optional.of(Duration.ofMillis(700)), rates(behind).take(key, 2));
    }

    @Test
    void ofManyCallsAtOnceExactlyOneSecondsWorthIsLetIn() throws Exception {
        RateLimiter rates = rates(clock);
        Callable<Integer> calls = () -> letIn(rates, 25, 3);
        int in = 0;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var thread : threads.invokeAll(Collections.nCopies(THREADS, calls))) {
                in += thread.get();
            }
        }
        assertEquals(25, in);
    }
}
