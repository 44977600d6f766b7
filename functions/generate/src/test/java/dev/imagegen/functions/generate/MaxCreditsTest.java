package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.Json;
import dev.imagegen.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code max_credits}: the most that a request may cost. */
class MaxCreditsTest {

    private static final String T2I = "text_to_image";
    private static final String LAMP = "{\"prompt\": \"a lamp\", \"async\": true, \"max_credits\": %s}";

    private final Door door = new Door();

    @Test
    void priceAboveTheLimitIsA400WithThePriceBeforeAnythingIsWritten() {
        for (String route : List.of(T2I, T2I + "?dry_run=true")) {
            Door.Reply reply = door.post(route, LAMP.formatted("3"));

            assertEquals(400, reply.status());
            assertEquals(Json.parse("""
                    {"category": "user_error", "code": "price_above_limit",
                     "message": "This image costs 4 credits with nano-banana-1, and 'max_credits' allows 3. Raise it, or ask for a smaller size or a cheaper model.",
                     "details": {"field": "max_credits", "credits": 4, "max_credits": 3, "model": "nano-banana-1"}}"""), reply.error());
        }
        assertEquals(List.of(), door.jobs.sent());
        assertEquals(Optional.empty(), door.table.plan("demo"));
        assertEquals(Optional.empty(), door.table.balance("demo", Samples.MONTH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "5", "1000000000", "null", "4.0"})
    void priceWithinTheLimitIsTaken(String most) {
        assertEquals(202, door.post(T2I, LAMP.formatted(most)).status());
        assertEquals(4, door.table.balance("demo", Samples.MONTH).orElseThrow().reserved());
    }

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "quality", "economy", "balanced_fast", "quality_fast", "economy_fast"})
    void choiceOfTheServiceKeepsTheLimitToo(String preference) {
        String body = "{\"prompt\": \"a lamp\", \"async\": true, \"image_size\": {\"aspect_ratio\": \"1:1\", \"resolution\": \"2K\"},"
                + " \"model\": {\"mode\": \"auto\", \"preference\": \"" + preference + "\"}%s}";
        int price = door.post(T2I + "?dry_run=true", body.formatted("")).body().at("/data/credits").intValue();

        Door.Reply reply = door.post(T2I, body.formatted(", \"max_credits\": " + (price - 1)));

        assertEquals("price_above_limit", reply.error().get("code").textValue());
        assertEquals(price, reply.error().at("/details/credits").intValue());
        assertEquals(202, door.post(T2I, body.formatted(", \"max_credits\": " + price)).status());
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1.5", "'\"4\"'", "true", "[]", "1000000001", "1e400"})
    void whatIsNoNumberOfCreditsIsA400(String most) {
        Door.Reply reply = door.post(T2I, LAMP.formatted(most));

        assertEquals(400, reply.status());
        assertEquals("'max_credits' must be an integer from 1 to 1000000000.", reply.error().get("message").textValue());
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void imageThatIsThereAlreadyCostsNothing() {
        // Of the size that the sample asset has.
        String lamp = "1000, \"model\": {\"id\": \"flux-2-pro\"}, \"image_size\": {\"width\": 512, \"height\": 384}";
        door.post(T2I, LAMP.formatted(lamp));
        door.completeLast();

        assertEquals(202, door.post(T2I, LAMP.formatted(lamp.replace("1000", "1") + ", \"reuse\": true")).status());
        assertEquals(400, door.post(T2I, LAMP.formatted(lamp.replace("1000", "1"))).status());
        assertEquals(1, door.jobs.sent().size());
    }

    @Test
    void refusalLeavesItsIdempotencyKeyFree() {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("idempotency-key", "order-1");

        assertEquals(400, door.call("POST", T2I, LAMP.formatted("3"), headers).status());
        assertEquals(202, door.call("POST", T2I, LAMP.formatted("4"), headers).status());
        assertEquals(422, door.call("POST", T2I, LAMP.formatted("5"), headers).status(), "another limit is another request");
    }
}
