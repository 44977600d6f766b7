package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalNumber;

import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Reservation;
import dev.imagegen.credits.Settlement;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A cloud's month as an item of the table, and the two updates that change it. */
final class BalanceItem {

    private final String table;

    BalanceItem(String table) {
        this.table = table;
    }

    static Map<String, AttributeValue> key(String cloud, YearMonth month) {
        return Attributes.key("CLOUD", cloud, "MONTH#" + month);
    }

    static Balance read(Map<String, AttributeValue> item) {
        return new Balance(
                optionalNumber(item, "month_limit"),
                optionalNumber(item, "remaining"),
                number(item, "reserved"),
                number(item, "used"),
                number(item, "refunded"),
                number(item, "possible_spend"));
    }

    /** Holds credits; its condition fails if too few remain. The first one of a month opens the balance with the plan's limit. */
    Update reserve(String cloud, Reservation reservation) {
        var update = Update.builder().tableName(table).key(key(cloud, reservation.month()));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":credits", number(reservation.credits())));
        if (reservation.plan().monthlyCredits().isEmpty()) {
            return update.updateExpression("ADD reserved :credits").expressionAttributeValues(values).build();
        }
        values.put(":limit", number(reservation.plan().monthlyCredits().getAsLong()));
        return update.updateExpression("SET remaining = if_not_exists(remaining, :limit) - :credits,"
                        + " month_limit = if_not_exists(month_limit, :limit) ADD reserved :credits")
                .conditionExpression("attribute_not_exists(remaining) OR remaining >= :credits")
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    Update settle(String cloud, Reservation reservation, Settlement settlement) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":reserved", number(-settlement.reserved()),
                ":used", number(settlement.used()),
                ":refunded", number(settlement.refunded()),
                ":possible", number(settlement.possibleSpend())));
        String expression = "ADD reserved :reserved, used :used, refunded :refunded, possible_spend :possible";
        if (reservation.plan().monthlyCredits().isPresent()) {
            values.put(":released", number(settlement.released()));
            expression += ", remaining :released";
        }
        return Update.builder()
                .tableName(table)
                .key(key(cloud, reservation.month()))
                .updateExpression(expression)
                .expressionAttributeValues(values)
                .build();
    }
}
