package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalNumber;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.credits.Balance;
import dev.imagegen.credits.KeyUsage;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.Usage;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Plans and balances in DynamoDB. */
public final class DynamoLedger implements Ledger {

    private static final String FREE = "free";
    private static final String PAID = "paid";

    private final DynamoDbClient dynamo;
    private final String table;
    private final Items items;

    public DynamoLedger(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
        this.items = new Items(dynamo, table);
    }

    @Override
    public Optional<Plan> plan(String cloud) {
        return items.find(planKey(cloud)).map(DynamoLedger::readPlan);
    }

    private static Plan readPlan(Map<String, AttributeValue> item) {
        return text(item, "plan").equals(PAID) ? new Plan.Paid(optionalNumber(item, "spending_limit")) : new Plan.Free();
    }

    @Override
    public void setPlan(String cloud, Plan plan) {
        dynamo.putItem(p -> p.tableName(table).item(planItem(cloud, plan)));
    }

    @Override
    public Plan subscribe(String cloud) {
        var free = new Plan.Free();
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(planItem(cloud, free))
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return free;
        } catch (ConditionalCheckFailedException e) {
            return readPlan(e.item());
        }
    }

    private static Map<String, AttributeValue> planItem(String cloud, Plan plan) {
        Map<String, AttributeValue> item = new HashMap<>(planKey(cloud));
        switch (plan) {
            case Plan.Free() -> item.put("plan", text(FREE));
            case Plan.Paid(OptionalLong limit) -> {
                item.put("plan", text(PAID));
                limit.ifPresent(credits -> item.put("spending_limit", number(credits)));
            }
        }
        return item;
    }

    @Override
    public Optional<Balance> balance(String cloud, YearMonth month) {
        return items.find(MonthItem.ofCloud(cloud, month)).map(MonthItem::read);
    }

    @Override
    public Optional<KeyUsage> usage(String cloud, YearMonth month, String apiKey) {
        return items.find(MonthItem.ofKey(cloud, month, apiKey)).map(MonthItem::readUsage);
    }

    @Override
    public Usage usage(String cloud, YearMonth month) {
        var ofCloud = MonthItem.ofCloud(cloud, month);
        var query = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :cloud AND begins_with(sk, :month)")
                .expressionAttributeValues(Map.of(":cloud", ofCloud.get("pk"), ":month", ofCloud.get("sk")))
                .build();
        Optional<Balance> balance = Optional.empty();
        Map<String, KeyUsage> byKey = new HashMap<>();
        for (var item : dynamo.queryPaginator(query).items()) {
            Optional<String> apiKey = MonthItem.apiKey(item);
            if (apiKey.isPresent()) {
                byKey.put(apiKey.get(), MonthItem.readUsage(item));
            } else {
                balance = Optional.of(MonthItem.read(item));
            }
        }
        return new Usage(balance, byKey);
    }

    private static Map<String, AttributeValue> planKey(String cloud) {
        return Attributes.key("CLOUD", cloud, "PLAN");
    }
}
