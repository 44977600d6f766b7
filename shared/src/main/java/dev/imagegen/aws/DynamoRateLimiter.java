package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;

import dev.imagegen.access.Pace;
import dev.imagegen.access.RateLimiter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Rates in DynamoDB, an item for each key: until when its calls fill its time. A call is one write for a quiet key and two for a
 * busy one. The number only grows, so what the first write has seen still holds for the second: two are enough, whoever
 * else is counting.
 */
public final class DynamoRateLimiter implements RateLimiter {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration HOT_ITEM = Duration.ofSeconds(1);

    private final DynamoDbClient dynamo;
    private final String table;
    private final Clock clock;

    public DynamoRateLimiter(DynamoDbClient dynamo, String table, Clock clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> take(String apiKey, int perSecond) {
        try {
            return take(apiKey, Pace.of(perSecond, clock.instant()));
        } catch (ProvisionedThroughputExceededException e) {
            // Faster than one item can be written, after the client library's own tries: too fast for any key.
            return Optional.of(HOT_ITEM);
        }
    }

    private Optional<Duration> take(String apiKey, Pace pace) {
        OptionalLong filled = write(apiKey, "SET filled = :next, #ttl = :ttl", "attribute_not_exists(filled) OR filled <= :most",
                pace.first(), pace.now());
        if (filled.isPresent() && filled.getAsLong() <= pace.room()) {
            filled = write(apiKey, "SET filled = filled + :next, #ttl = :ttl", "filled <= :most", pace.part(), pace.room());
        }
        return filled.isPresent() ? Optional.of(pace.waitFor(filled.getAsLong())) : Optional.empty();
    }

    /** @return empty if it was written; otherwise the number that was more than the most */
    private OptionalLong write(String apiKey, String change, String condition, long next, long most) {
        long ttl = clock.instant().plus(FORGOTTEN_AFTER).getEpochSecond();
        try {
            dynamo.updateItem(u -> u.tableName(table)
                    .key(key(apiKey))
                    .updateExpression(change)
                    .conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#ttl", "ttl"))
                    .expressionAttributeValues(Map.of(":next", number(next), ":most", number(most), ":ttl", number(ttl)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return OptionalLong.empty();
        } catch (ConditionalCheckFailedException e) {
            return OptionalLong.of(number(e.item(), "filled"));
        }
    }

    private static Map<String, AttributeValue> key(String apiKey) {
        return Attributes.key("KEY", apiKey, "RATE");
    }
}
