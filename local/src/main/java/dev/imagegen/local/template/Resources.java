package dev.imagegen.local.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads the properties of queues and of the table. */
final class Resources {

    private Resources() {}

    static QueueSpec queue(String id, String name, Section queue) {
        return new QueueSpec(
                id,
                name,
                Duration.ofSeconds(queue.number("VisibilityTimeout").orElse(30)),
                Duration.ofSeconds(queue.number("DelaySeconds").orElse(0)),
                redrive(queue.section("RedrivePolicy")));
    }

    private static Optional<QueueSpec.Redrive> redrive(Section policy) {
        return policy.text("deadLetterTargetArn")
                .map(arn -> new QueueSpec.Redrive(arn, Integer.parseInt(policy.required("maxReceiveCount"))));
    }

    static TableSpec table(String id, String name, Section table) {
        var attributes = new LinkedHashMap<String, String>();
        table.sections("AttributeDefinitions").forEach(attribute ->
                attributes.put(attribute.required("AttributeName"), attribute.required("AttributeType")));
        var timeToLive = table.section("TimeToLiveSpecification");
        return new TableSpec(
                id,
                name,
                attributes,
                keys(table),
                table.sections("GlobalSecondaryIndexes").stream().map(Resources::index).toList(),
                timeToLive.text("Enabled").filter("true"::equals).map(enabled -> timeToLive.required("AttributeName")));
    }

    private static TableSpec.Index index(Section index) {
        var projection = index.section("Projection");
        return new TableSpec.Index(
                index.required("IndexName"),
                keys(index),
                projection.text("ProjectionType").orElse("ALL"),
                projection.texts("NonKeyAttributes"));
    }

    private static List<TableSpec.Key> keys(Section section) {
        return section.sections("KeySchema").stream()
                .map(key -> new TableSpec.Key(key.required("AttributeName"), key.required("KeyType")))
                .toList();
    }
}
