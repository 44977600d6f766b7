package dev.imagegen.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A message to the worker. */
public sealed interface Job {

    /**
     * Take a task one step further, whatever that is in its state. Any number of them do no harm.
     *
     * @param waits how often it came already and found no room at the engine
     * @param seen the revision that the task had when this was sent, where it matters whether somebody is at it: empty elsewhere
     */
    record Advance(String taskId, int waits, OptionalLong seen) implements Job {
        public Advance(String taskId, int waits) {
            this(taskId, waits, OptionalLong.empty());
        }

        public Advance(String taskId) {
            this(taskId, 0);
        }
    }

    /** Delete an asset of the store that was needed for a while. */
    record Delete(String assetId) implements Job {}

    /**
     * Tell the client of an ended task, if that is due now; otherwise the message waits on.
     *
     * @param tries how many were begun when it was sent: a copy of the message goes nowhere once the next one was; empty where
     *     that does not matter
     */
    record Deliver(String taskId, OptionalInt tries) implements Job {
        public Deliver(String taskId) {
            this(taskId, OptionalInt.empty());
        }
    }

    /**
     * Apply what the store told before any task knew the asset.
     *
     * @param event a notification as the store writes it, JSON
     * @param tries how often it was applied already
     */
    record Told(String event, int tries) implements Job {}

    /** Compare every balance with the sum over its tasks. The template writes it, once a day. */
    record Audit() implements Job {}

    /** The body of the message. */
    static String write(Job job) {
        return switch (job) {
            case Advance(String taskId, int waits, OptionalLong seen) -> {
                ObjectNode node = Json.object().put("job", "advance").put("task_id", taskId).put("waits", waits);
                seen.ifPresent(revision -> node.put("seen", revision));
                yield Json.write(node);
            }
            case Deliver(String taskId, OptionalInt tries) -> {
                ObjectNode node = Json.object().put("job", "deliver").put("task_id", taskId);
                tries.ifPresent(count -> node.put("tries", count));
                yield Json.write(node);
            }
            case Delete(String assetId) -> Json.write(Json.object().put("job", "delete").put("asset_id", assetId));
            case Audit() -> Json.write(Json.object().put("job", "audit"));
            case Told(String event, int tries) -> {
                ObjectNode node = Json.object().put("job", "told").put("tries", tries);
                node.set("event", Json.parse(event));
                yield Json.write(node);
            }
        };
    }

    /**
     * Reads the body of a message.
     *
     * @throws IllegalArgumentException if it is none of ours; it then ends in the dead-letter queue
     */
    static Job read(String body) {
        JsonNode node = parse(body);
        String kind = node.path("job").asText();
        return switch (kind) {
            case "advance" -> new Advance(id(node, "task_id"), node.path("waits").asInt(),
                    node.path("seen").isIntegralNumber() ? OptionalLong.of(node.get("seen").longValue()) : OptionalLong.empty());
            case "deliver" -> new Deliver(id(node, "task_id"),
                    node.path("tries").isInt() ? OptionalInt.of(node.get("tries").intValue()) : OptionalInt.empty());
            case "delete" -> new Delete(id(node, "asset_id"));
            case "audit" -> new Audit();
            case "told" -> told(node);
            default -> throw new IllegalArgumentException("No job of ours: '" + kind + "'");
        };
    }

    private static Told told(JsonNode node) {
        if (!node.path("event").isObject()) {
            throw new IllegalArgumentException("No job of ours: it has no event");
        }
        return new Told(Json.write(node.path("event")), node.path("tries").asInt());
    }

    private static String id(JsonNode node, String name) {
        String id = node.path(name).asText();
        if (!id.matches("[a-f0-9]{1,256}")) {
            throw new IllegalArgumentException("No job of ours: its " + name + " is no id");
        }
        return id;
    }

    private static JsonNode parse(String body) {
        try {
            return Json.parseForeign(body.getBytes(StandardCharsets.UTF_8));
        } catch (ImagegenException e) {
            throw new IllegalArgumentException("No job of ours: the message is not JSON", e);
        }
    }
}
