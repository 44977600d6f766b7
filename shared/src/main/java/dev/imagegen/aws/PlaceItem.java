package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.capacity.EnginePermits;
import dev.imagegen.capacity.KeyDemand;
import dev.imagegen.capacity.Permit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of an engine: each permit, which keys asked for one, and what is said of the engine itself. */
final class PlaceItem {

    static final String PAUSE = "PAUSE";
    static final String UNWELL = "UNWELL";
    /** Before the engine's name of a model. */
    static final String RETIRED = "RETIRED#";

    /** Not {@code api_key}: that would put the item into the index of a key's tasks. */
    static final String CALLER = "caller";

    private static final String PLACE = "PLACE#";
    private static final String ASKED = "ASKED#";
    /** A place that was left is written over or forgotten, whichever comes first. */
    private static final long FORGOTTEN_AFTER_SECONDS = 3600;

    private PlaceItem() {}

    static Map<String, AttributeValue> of(String engine, Permit permit) {
        Map<String, AttributeValue> item = of(engine, PLACE + permit.number(), permit.until());
        item.put("task_id", text(permit.taskId()));
        item.put(CALLER, text(permit.apiKey()));
        return item;
    }

    static Map<String, AttributeValue> of(String engine, int slot, KeyDemand.Mark mark) {
        Map<String, AttributeValue> item = of(engine, ASKED + slot, mark.until());
        item.put(CALLER, text(mark.apiKey()));
        return item;
    }

    /** @param part {@link #PAUSE}, {@link #UNWELL}, or {@link #RETIRED} and a model */
    static Map<String, AttributeValue> of(String engine, String part, Instant until) {
        Map<String, AttributeValue> item = new HashMap<>(Attributes.key("ENGINE", engine, part));
        item.put("until", number(until.toEpochMilli()));
        item.put("ttl", number(until.getEpochSecond() + FORGOTTEN_AFTER_SECONDS));
        return item;
    }

    static Map<String, AttributeValue> key(String engine, int number) {
        return Attributes.key("ENGINE", engine, PLACE + number);
    }

    /** All items of an engine. */
    static EnginePermits read(Iterable<Map<String, AttributeValue>> items) {
        List<Permit> permits = new ArrayList<>();
        Optional<Instant> pausedUntil = Optional.empty();
        Map<Integer, KeyDemand.Mark> asked = new HashMap<>();
        for (var item : items) {
            String part = text(item, "sk");
            Instant until = Instant.ofEpochMilli(number(item, "until"));
            if (part.equals(PAUSE)) {
                pausedUntil = Optional.of(until);
            } else if (part.startsWith(PLACE) && item.containsKey("task_id")) {
                permits.add(new Permit(numberOf(part, PLACE), text(item, "task_id"), text(item, CALLER), until));
            } else if (part.startsWith(ASKED)) {
                asked.put(numberOf(part, ASKED), new KeyDemand.Mark(text(item, CALLER), until));
            }
        }
        return new EnginePermits(permits, pausedUntil, new KeyDemand(asked));
    }

    private static int numberOf(String part, String prefix) {
        return Integer.parseInt(part.substring(prefix.length()));
    }
}
