package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalNumber;

import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Plans and balances in DynamoDB. */
public final class DynamoLedger implements Ledger {

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoLedger(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<Plan> plan(String cloud) {
        return item(planKey(cloud)).map(item -> new Plan(optionalNumber(item, "monthly_credits")));
    }

    @Override
    public void setPlan(String cloud, Plan plan) {
        Map<String, AttributeValue> item = new HashMap<>(planKey(cloud));
        plan.monthlyCredits().ifPresent(limit -> item.put("monthly_credits", number(limit)));
        dynamo.putItem(p -> p.tableName(table).item(item));
    }

    @Override
    public Optional<Balance> balance(String cloud, YearMonth month) {
        return item(BalanceItem.key(cloud, month)).map(BalanceItem::read);
    }

    private static Map<String, AttributeValue> planKey(String cloud) {
        return Attributes.key("CLOUD", cloud, "PLAN");
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        var answer = dynamo.getItem(g -> g.tableName(table).key(key).consistentRead(true));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }
}
