package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalNumber;

import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Settlement;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The month of a cloud, or of one of its keys, as an item of the table, and the two updates that change it. It keeps what is
 * taken (reserved or used), because a condition can compare one number only. No job opens or resets it: the first task of a
 * month does.
 */
final class MonthItem {

    private final String table;

    MonthItem(String table) {
        this.table = table;
    }

    static Map<String, AttributeValue> ofCloud(String cloud, YearMonth month) {
        return Attributes.key("CLOUD", cloud, "MONTH#" + month);
    }

    /** Beside the cloud's own, so that one query reads a month whole. */
    static Map<String, AttributeValue> ofKey(String cloud, YearMonth month, String apiKey) {
        return Attributes.key("CLOUD", cloud, "MONTH#" + month + "#KEY#" + apiKey);
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

    Update settle(Map<String, AttributeValue> key, Settlement settlement) {
        return Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression("ADD taken :released, used :used, refunded :refunded, possible_spend :possible")
                .expressionAttributeValues(Map.of(
                        ":released", number(-settlement.released()),
                        ":used", number(settlement.used()),
                        ":refunded", number(settlement.refunded()),
                        ":possible", number(settlement.possibleSpend())))
                .build();
    }
}
