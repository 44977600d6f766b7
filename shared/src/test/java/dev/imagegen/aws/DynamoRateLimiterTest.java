package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.access.RateContract;
import dev.imagegen.access.RateLimiter;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class DynamoRateLimiterTest extends RateContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();
    private final CountingDynamo counting = new CountingDynamo(embedded.client());
    private final MutableClock clock = new MutableClock();
    private final RateLimiter counted = rates(clock);
    private final String key = "key-" + Samples.id();

    @Override
    protected RateLimiter rates(Clock time) {
        return new DynamoRateLimiter(counting, EmbeddedTable.NAME, time);
    }

    @Test
    void callOfAQuietKeyIsOneWriteOfABusyOneTwoAndOfAFullOneOneThatChangesNothing() {
        counted.take(key, 2);
        assertEquals(1, counting.updates());
        counted.take(key, 2);
        assertEquals(2, counting.updates());
        assertTrue(counted.take(key, 2).isPresent());
        assertEquals(1, counting.updates());

        clock.advance(Duration.ofSeconds(1));
        counted.take(key, 2);
        assertEquals(1, counting.updates());
    }

    @Test
    void ofManyCallsAtOnceNoneIsMoreThanTwoWrites() throws Exception {
        Callable<Boolean> call = () -> counted.take(key, 4).isEmpty();
        try (var threads = Executors.newFixedThreadPool(32)) {
            long in = threads.invokeAll(Collections.nCopies(32, call)).stream().filter(f -> f.resultNow()).count();
            assertEquals(4, in);
        }
        assertTrue(counting.updates() <= 64);
    }

    @Test
    void keyThatComesFasterThanItsItemCanBeWrittenIsTooFast() {
        counting.failsWith(ProvisionedThroughputExceededException.builder().message("hot").build());

        assertEquals(Optional.of(Duration.ofSeconds(1)), counted.take(key, 1000));
    }

    @Test
    void tableThatDoesNotAnswerIsNoReasonToRefuseAKeyForItsRate() {
        counting.failsWith(SdkClientException.create("no connection"));

        assertThrows(SdkClientException.class, () -> counted.take(key, 1000));
    }

    @Test
    void countIsForgottenAnHourAfterTheLastCall() {
        counted.take(key, 2);
        clock.advance(Duration.ofMillis(100));
        counted.take(key, 2);

        var item = embedded.client().getItem(g -> g.tableName(EmbeddedTable.NAME).key(Attributes.key("KEY", key, "RATE"))).item();
        assertEquals(clock.instant().plus(Duration.ofHours(1)).getEpochSecond(), Attributes.number(item, "ttl"));
    }
}
