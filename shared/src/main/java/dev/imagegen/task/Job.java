package dev.imagegen.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import java.nio.charset.StandardCharsets;

/** A message to the worker. */
public sealed interface Job {

    /** Draw the image of a task and store it. */
    record Generate(String taskId) implements Job {}

    /** The body of the message. */
    static String write(Job job) {
        return switch (job) {
            case Generate generate ->
                Json.write(Json.object().put("job", "generate").put("task_id", generate.taskId()));
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
        String id = node.path("task_id").asText();
        if (kind.equals("generate") && id.matches("[a-f0-9]{1,256}")) {
            return new Generate(id);
        }
        throw new IllegalArgumentException("No job of ours: '" + kind + "'");
    }

    private static JsonNode parse(String body) {
        try {
            return Json.parseForeign(body.getBytes(StandardCharsets.UTF_8));
        } catch (ImagegenException e) {
            throw new IllegalArgumentException("No job of ours: the message is not JSON", e);
        }
    }
}
