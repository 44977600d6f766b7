package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalNumber;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.delivery.Attempt;
import dev.imagegen.delivery.Notification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A notification as an item of the table, and its tries beside it: all below the key of its task. */
final class NotificationItem {

    static final String DELIVERY = "DELIVERY#";

    /** Not {@code api_key}: that would put the item into the index of a key's tasks. */
    private static final String CALLER = "caller";

    private NotificationItem() {}

    static Map<String, AttributeValue> key(String taskId) {
        return Attributes.key(TaskItem.KIND, taskId, "NOTIFICATION");
    }

    static Map<String, AttributeValue> of(Notification notification) {
        Map<String, AttributeValue> item = new HashMap<>(key(notification.taskId()));
        item.put(CALLER, text(notification.apiKey()));
        item.put("url", text(notification.url().toString()));
        item.put("tries", number(notification.tries()));
        item.put("ttl", number(notification.expiresAt().getEpochSecond()));
        item.put("revision", number(notification.revision()));
        notification.nextAt().ifPresent(at -> item.put("next_at", text(at.toString())));
        notification.lookAt().ifPresent(at -> {
            item.put("due", text(DueIndex.NOTIFICATIONS));
            item.put("due_at", number(at.toEpochMilli()));
        });
        return item;
    }

    static Notification read(Map<String, AttributeValue> item) {
        return new Notification(
                TaskItem.id(item),
                text(item, CALLER),
                URI.create(text(item, "url")),
                Math.toIntExact(number(item, "tries")),
                Optional.ofNullable(item.get("next_at")).map(at -> Instant.parse(at.s())),
                Instant.ofEpochSecond(number(item, "ttl")),
                number(item, "revision"));
    }

    /** Four digits, so that their order as texts is that of the numbers. */
    static Map<String, AttributeValue> attempt(String taskId, Attempt attempt, Instant until) {
        Map<String, AttributeValue> item = new HashMap<>(
                Attributes.key(TaskItem.KIND, taskId, DELIVERY + "%04d".formatted(attempt.number())));
        item.put("number", number(attempt.number()));
        item.put("at", text(attempt.at().toString()));
        item.put("took", number(attempt.took().toMillis()));
        attempt.status().ifPresent(status -> item.put("status", number(status)));
        item.put("reason", text(attempt.reason()));
        item.put("ttl", number(until.getEpochSecond()));
        return item;
    }

    static Attempt attempt(Map<String, AttributeValue> item) {
        OptionalLong status = optionalNumber(item, "status");
        return new Attempt(
                Math.toIntExact(number(item, "number")),
                Instant.parse(text(item, "at")),
                Duration.ofMillis(number(item, "took")),
                status.isPresent() ? OptionalInt.of(Math.toIntExact(status.getAsLong())) : OptionalInt.empty(),
                text(item, "reason"));
    }
}
