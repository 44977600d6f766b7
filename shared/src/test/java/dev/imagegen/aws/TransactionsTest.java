package dev.imagegen.aws;

import static dev.imagegen.aws.ScriptedDynamo.cancelled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionsTest {

    private static final List<TransactWriteItem> ITEMS = List.of(TransactWriteItem.builder()
            .put(Put.builder().tableName("imagegen").item(Map.of("pk", Attributes.text("a"))).build())
            .build());

    private final ScriptedDynamo dynamo = new ScriptedDynamo();
    private final List<Duration> pauses = new ArrayList<>();

    /** Draws the longest pause that it may. */
    private static final class Longest implements RandomGenerator {
        private long count;

        @Override
        public long nextLong() {
            return ++count;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    private void write(RandomGenerator random) {
        new Transactions(dynamo, pauses::add, random).write(ITEMS);
    }

    private void write() {
        write(new Random(1));
    }

    @Test
    void transactionThatMeetsNoOtherIsWrittenOnceWithoutAPause() {
        write();

        assertEquals(1, dynamo.requests().size());
        assertEquals(ITEMS, dynamo.requests().getFirst().transactItems());
        assertEquals(List.of(), pauses);
    }

    @Test
    void conflictIsTriedAgainWithTheSameWritesUntilItSucceeds() {
        dynamo.failsWith(cancelled("None", "TransactionConflict"), 3);

        write();

        assertEquals(4, dynamo.requests().size());
        assertTrue(dynamo.requests().stream().allMatch(r -> r.transactItems().equals(ITEMS)));
        assertEquals(3, pauses.size());
    }

    @Test
    void theLongestPausesGrowTwofoldUpToABound() {
        dynamo.failsWith(cancelled("TransactionConflict", "None"), 11);

        write(new Longest());

        assertEquals(Stream.of(20, 40, 80, 160, 320, 400, 400, 400, 400, 400, 400).map(Duration::ofMillis).toList(), pauses);
    }

    @Test
    void pausesDifferSoThatTwoWritersDoNotMeetAgainAndNoneIsZero() {
        dynamo.failsWith(cancelled("TransactionConflict"), 11);

        write();

        assertTrue(pauses.stream().distinct().count() > 5, pauses.toString());
        assertTrue(pauses.stream().allMatch(Duration::isPositive), pauses.toString());
    }

    @Test
    void afterTwelveTriesTheConflictIsTheCallers() {
        TransactionCanceledException conflict = cancelled("None", "TransactionConflict");
        dynamo.failsWith(conflict, 50);

        assertSame(conflict, assertThrows(TransactionCanceledException.class, this::write));

        assertEquals(12, dynamo.requests().size());
        assertEquals(11, pauses.size());
    }

    @Test
    void everyTryHasATokenOfItsOwn() {
        dynamo.failsWith(cancelled("TransactionConflict"), 11);

        write();

        List<String> tokens = dynamo.requests().stream().map(TransactWriteItemsRequest::clientRequestToken).toList();
        assertEquals(12, tokens.stream().distinct().count(), tokens.toString());
        assertTrue(tokens.stream().allMatch(t -> t.length() <= 36), "The table takes tokens of up to 36 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ConditionalCheckFailed,None", "None,ConditionalCheckFailed", "ConditionalCheckFailed,TransactionConflict",
        "TransactionConflict,ConditionalCheckFailed", "ValidationError,None", "None,ItemCollectionSizeLimitExceeded",
        "None,None",
    })
    void whatAnotherTryCanNotChangeIsNotTriedAgain(String codes) {
        TransactionCanceledException cancelled = cancelled(codes.split(","));
        dynamo.failsWith(cancelled, 1);

        assertSame(cancelled, assertThrows(TransactionCanceledException.class, this::write));

        assertEquals(1, dynamo.requests().size());
        assertEquals(List.of(), pauses);
    }

    @Test
    void conditionThatFailsAfterAConflictIsNotTriedAgain() {
        dynamo.failsWith(cancelled("TransactionConflict", "None"), 2);
        dynamo.failsWith(cancelled("ConditionalCheckFailed", "None"), 1);

        assertThrows(TransactionCanceledException.class, this::write);

        assertEquals(3, dynamo.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded", "TransactionConflict"})
    void whatPassesIsTriedAgain(String code) {
        dynamo.failsWith(cancelled("None", code), 1);

        write();

        assertEquals(2, dynamo.requests().size());
    }

    @Test
    void tableThatCanNotBeReachedIsNotAskedAgain() {
        dynamo.failsWith(SdkClientException.create("The client library has tried already"), 1);

        assertThrows(SdkClientException.class, this::write);

        assertEquals(1, dynamo.requests().size());
    }

    @Test
    void interruptedWriterGivesUp() {
        dynamo.failsWith(cancelled("TransactionConflict"), 5);
        var transactions = new Transactions(dynamo, pause -> {
            throw new CancellationException("interrupted");
        }, new Random(1));

        assertThrows(CancellationException.class, () -> transactions.write(ITEMS));

        assertEquals(1, dynamo.requests().size());
    }
}
