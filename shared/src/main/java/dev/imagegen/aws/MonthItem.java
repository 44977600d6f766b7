package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalNumber;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.KeyUsage;
import dev.imagegen.credits.ModelUsage;
import dev.imagegen.credits.Settlement;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The month of a cloud, or of one of its keys, as an item of the table, and the two updates that change it. It keeps what is
 * taken (reserved or used), because a condition can compare one number only. No job opens or resets it: the first task of a
 * month does.
 */
final class MonthItem {

    /** Before the month in the key. */
    static final String PART = "MONTH#";

    private static final String KEY = "#KEY#";
    /** Before the id of a model: how many images it made, and what they cost. */
    private static final String IMAGES = "images:";
    private static final String USED = "used:";

    private final String table;

    MonthItem(String table) {
        this.table = table;
    }

    static Map<String, AttributeValue> ofCloud(String cloud, YearMonth month) {
        return Attributes.key("CLOUD", cloud, PART + month);
    }

    /** Beside the cloud's own, so that one query reads a month whole. */
    static Map<String, AttributeValue> ofKey(String cloud, YearMonth month, String apiKey) {
        return Attributes.key("CLOUD", cloud, PART + month + KEY + apiKey);
    }

    /** The key to which an item belongs; empty for that of the cloud. */
    static Optional<String> apiKey(Map<String, AttributeValue> item) {
        String[] parts = text(item, "sk").split(KEY, 2);
        return parts.length < 2 ? Optional.empty() : Optional.of(parts[1]);
    }

    static YearMonth month(Map<String, AttributeValue> item) {
        return YearMonth.parse(text(item, "sk").substring(PART.length()).split(KEY, 2)[0]);
    }

    static KeyUsage readUsage(Map<String, AttributeValue> item) {
        Map<String, ModelUsage> byModel = new HashMap<>();
        item.forEach((name, _) -> {
            if (name.startsWith(IMAGES)) {
                String model = name.substring(IMAGES.length());
                byModel.put(model, new ModelUsage(number(item, name), number(item, USED + model)));
            }
        });
        return new KeyUsage(read(item), byModel);
    }

    static Balance read(Map<String, AttributeValue> item) {
        long used = number(item, "used");
        return new Balance(
                optionalNumber(item, "month_limit"),
                number(item, "taken") - used,
                used,
                number(item, "refunded"),
                number(item, "possible_spend"));
    }

    /** Holds credits; its condition fails if too few remain. @param credits no more than the allowance of an untouched month */
    Update reserve(Map<String, AttributeValue> key, long credits, Allowance allowance) {
        var update = Update.builder().tableName(table).key(key);
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":credits", number(credits)));
        if (allowance.credits().isEmpty()) {
            return update.updateExpression("REMOVE month_limit ADD taken :credits").expressionAttributeValues(values).build();
        }
        long limit = allowance.credits().getAsLong();
        values.put(":limit", number(limit));
        values.put(":room", number(limit - credits));
        return update.updateExpression("SET month_limit = :limit ADD taken :credits")
                .conditionExpression("attribute_not_exists(taken) OR taken <= :room")
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** The item of a cloud stays small: by model it is the sum over its keys. */
    Update settleCloud(Task ended, Settlement settlement) {
        return settle(ofCloud(ended.cloud(), ended.reservation().month()), settlement, Map.of());
    }

    Update settleKey(Task ended, Settlement settlement) {
        var key = ofKey(ended.cloud(), ended.reservation().month(), ended.apiKey());
        if (!(ended.state() instanceof TaskState.Completed)) {
            return settle(key, settlement, Map.of());
        }
        String model = ended.order().model().id();
        ModelUsage image = ModelUsage.ofImage(settlement);
        return settle(key, settlement, Map.of(IMAGES + model, image.images(), USED + model, image.used()));
    }

    private Update settle(Map<String, AttributeValue> key, Settlement settlement, Map<String, Long> more) {
        var expression = new StringBuilder("ADD taken :released, used :used, refunded :refunded, possible_spend :possible");
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":released", number(-settlement.released()),
                ":used", number(settlement.used()),
                ":refunded", number(settlement.refunded()),
                ":possible", number(settlement.possibleSpend())));
        Map<String, String> names = new HashMap<>();
        more.forEach((name, value) -> {
            int n = names.size();
            expression.append(", #more").append(n).append(" :more").append(n);
            names.put("#more" + n, name);
            values.put(":more" + n, number(value));
        });
        return Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(expression.toString())
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values)
                .build();
    }
}
