package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.delivery.WebhookSettings;
import dev.imagegen.delivery.WebhookSettingsStore;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Webhook settings in DynamoDB, one item for each cloud. Secrets are kept as they are: they are signed with. */
public final class DynamoWebhookSettingsStore implements WebhookSettingsStore {

    /** People change them, one after the other. */
    private static final int TRIES = 20;

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoWebhookSettingsStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public WebhookSettings of(String cloud) {
        return read(item(cloud));
    }

    @Override
    public WebhookSettings change(String cloud, UnaryOperator<WebhookSettings> change) {
        for (int i = 0; i < TRIES; i++) {
            Map<String, AttributeValue> before = item(cloud);
            WebhookSettings changed = change.apply(read(before));
            if (written(write(cloud, changed, number(before, "revision") + 1), number(before, "revision"))) {
                return changed;
            }
        }
        throw new IllegalStateException("The webhook settings of a cloud were changed by others, again and again");
    }

    private boolean written(Map<String, AttributeValue> item, long before) {
        try {
            dynamo.putItem(p -> p.tableName(table)
                    .item(item)
                    .conditionExpression(before == 0 ? "attribute_not_exists(pk)" : "revision = :before")
                    .expressionAttributeValues(before == 0 ? null : Map.of(":before", number(before)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The client library repeats a write whose answer was lost: then what is in the way is what we wrote.
            return item.equals(e.item());
        }
    }

    private Map<String, AttributeValue> item(String cloud) {
        return dynamo.getItem(g -> g.tableName(table).key(key(cloud)).consistentRead(true)).item();
    }

    private static Map<String, AttributeValue> key(String cloud) {
        return Attributes.key("CLOUD", cloud, "WEBHOOKS");
    }

    private static Map<String, AttributeValue> write(String cloud, WebhookSettings settings, long revision) {
        ArrayNode secrets = Json.array();
        settings.secrets().forEach(secret -> secrets.addObject()
                .put("id", secret.id())
                .put("secret", secret.secret())
                .put("created_at", secret.createdAt().toString()));
        Map<String, AttributeValue> item = new HashMap<>(key(cloud));
        settings.notificationUrl().ifPresent(url -> item.put("notification_url", text(url.toString())));
        item.put("secrets", text(Json.write(secrets)));
        item.put("signature_algorithm", text(settings.algorithm().wireName()));
        item.put("revision", number(revision));
        return item;
    }

    private static WebhookSettings read(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return WebhookSettings.NONE;
        }
        List<SigningSecret> secrets = new ArrayList<>();
        for (JsonNode secret : Json.parse(text(item, "secrets"))) {
            secrets.add(new SigningSecret(secret.get("id").textValue(), secret.get("secret").textValue(),
                    Instant.parse(secret.get("created_at").textValue())));
        }
        return new WebhookSettings(
                Optional.ofNullable(item.get("notification_url")).map(url -> URI.create(url.s())), secrets,
                // Settings that were made before it could be chosen have none.
                Optional.ofNullable(item.get("signature_algorithm"))
                        .map(word -> WireEnum.of(SignatureAlgorithm.class, word.s()))
                        .orElse(SignatureAlgorithm.SHA1));
    }
}
