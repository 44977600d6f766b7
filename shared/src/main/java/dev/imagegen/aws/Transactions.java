package dev.imagegen.aws;

import dev.imagegen.time.Sleeper;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Transactions that are tried again when they met another one: the month's balance is written by many. */
final class Transactions {

    private static final int TRIES = 12;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 400;

    private final DynamoDbClient dynamo;
    private final Sleeper sleeper;
    private final RandomGenerator random;

    Transactions(DynamoDbClient dynamo, Sleeper sleeper, RandomGenerator random) {
        this.dynamo = dynamo;
        this.sleeper = sleeper;
        this.random = random;
    }

    /** @throws TransactionCanceledException if a condition failed, or others were in the way twelve times */
    void write(List<TransactWriteItem> items) {
        for (int attempt = 1; ; attempt++) {
            try {
                // A token of its own for each try: a repeat by the client library after a lost answer changes nothing.
                dynamo.transactWriteItems(TransactWriteItemsRequest.builder()
                        .transactItems(items)
                        .clientRequestToken(token())
                        .build());
                return;
            } catch (TransactionCanceledException e) {
                if (conditionFailed(e) || attempt == TRIES) {
                    throw e;
                }
                sleeper.sleep(pause(attempt));
            }
        }
    }

    private static boolean conditionFailed(TransactionCanceledException e) {
        return e.cancellationReasons().stream().anyMatch(r -> "ConditionalCheckFailed".equals(r.code()))
                || e.cancellationReasons().stream().noneMatch(r -> "TransactionConflict".equals(r.code())
                        || "ThrottlingError".equals(r.code())
                        || "ProvisionedThroughputExceeded".equals(r.code()));
    }

    private String token() {
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    private Duration pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt);
        return Duration.ofMillis(1 + random.nextLong(longest));
    }
}
