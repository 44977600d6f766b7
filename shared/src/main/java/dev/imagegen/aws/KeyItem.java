package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalInt;
import static dev.imagegen.aws.Attributes.optionalNumber;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.access.SecretHash;
import dev.imagegen.asset.AssetRights;
import dev.imagegen.credits.Allowance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A key as an item of the table. Of its secret there is the hash alone. */
final class KeyItem {

    private static final String KIND = "KEY#";

    private KeyItem() {}

    static Map<String, AttributeValue> key(String id) {
        return Attributes.key("KEY", id, "KEY");
    }

    static Map<String, AttributeValue> of(ApiKey apiKey) {
        Map<String, AttributeValue> item = new HashMap<>(key(apiKey.id()));
        item.put("cloud", text(apiKey.cloud()));
        item.put("root", AttributeValue.fromBool(apiKey.root()));
        item.put("name", text(apiKey.name()));
        item.put("created_at", text(apiKey.createdAt().toString()));
        item.put("secret_hash", text(apiKey.secret().toText()));
        KeyLimits limits = apiKey.limits();
        limits.monthly().credits().ifPresent(credits -> item.put("monthly_credits", number(credits)));
        item.put("models", texts(limits.models()));
        limits.expiresAt().ifPresent(at -> item.put("expires_at", text(at.toString())));
        limits.requestsPerSecond().ifPresent(most -> item.put("requests_per_second", number(most)));
        limits.tasksAtOnce().ifPresent(most -> item.put("tasks_at_once", number(most)));
        limits.assets().ifPresent(rights -> {
            item.put("public_id_prefixes", texts(rights.prefixes()));
            item.put("upload_presets", texts(rights.presets()));
            item.put("overwrite", AttributeValue.fromBool(rights.overwrite()));
        });
        return item;
    }

    private static AttributeValue texts(List<String> words) {
        return AttributeValue.fromL(words.stream().map(AttributeValue::fromS).toList());
    }

    private static List<String> texts(AttributeValue list) {
        return list.l().stream().map(AttributeValue::s).toList();
    }

    /** A key that was made before it could be said has none. */
    private static Optional<AssetRights> assets(Map<String, AttributeValue> item) {
        return item.containsKey("overwrite")
                ? Optional.of(new AssetRights(
                        texts(item.get("public_id_prefixes")), texts(item.get("upload_presets")), item.get("overwrite").bool()))
                : Optional.empty();
    }

    static ApiKey read(Map<String, AttributeValue> item) {
        return new ApiKey(
                text(item, "pk").substring(KIND.length()),
                text(item, "cloud"),
                item.get("root").bool(),
                text(item, "name"),
                Instant.parse(text(item, "created_at")),
                new KeyLimits(
                        new Allowance(optionalNumber(item, "monthly_credits")),
                        texts(item.get("models")),
                        Optional.ofNullable(item.get("expires_at")).map(at -> Instant.parse(at.s())),
                        optionalInt(item, "requests_per_second"),
                        optionalInt(item, "tasks_at_once"),
                        assets(item)),
                SecretHash.parse(text(item, "secret_hash")));
    }
}
