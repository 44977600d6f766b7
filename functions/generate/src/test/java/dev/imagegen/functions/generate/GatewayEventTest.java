package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.imagegen.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which the gateway may hand a call over, and the call by which the function primes itself. */
class GatewayEventTest {

    private static final String BODY = "{\"prompt\": \"eine Lampe für 東京 💡\", \"async\": true}";

    private final Door door = new Door();

    private static Map<String, String> named(Map<String, String> headers, UnaryOperator<String> names) {
        return headers.entrySet().stream().collect(Collectors.toMap(e -> names.apply(e.getKey()), Map.Entry::getValue));
    }

    private static String capitals(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Test
    void headerNamesMayBeWrittenInAnyCase() {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("prefer", "wait=3");
        var start = door.clock.instant();

        for (UnaryOperator<String> names : List.<UnaryOperator<String>>of(
                String::toLowerCase, String::toUpperCase, GatewayEventTest::capitals)) {
            assertEquals(202, door.call("POST", "text_to_image", "{\"prompt\": \"a lamp\"}", named(headers, names)).status());
        }

        assertEquals(start.plusSeconds(9), door.clock.instant(), "each waited three seconds");
        headers.put("content-type", "text/plain");
        assertEquals(415, door.call("POST", "text_to_image", BODY, named(headers, String::toUpperCase)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "basic", "BASIC", "bAsIc"})
    void schemeOfTheCredentialsMayBeWrittenInAnyCase(String scheme) {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.computeIfPresent("authorization", (name, value) -> value.replace("Basic", scheme));

        assertEquals(202, door.call("POST", "text_to_image", BODY, headers).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json ;x=y"})
    void typeOfTheBodyMayBeWrittenInAnyCaseAndWithParameters(String type) {
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("content-type", type);

        assertEquals(202, door.call("POST", "text_to_image", BODY, headers).status());
    }

    @Test
    void bodyInBase64IsReadAsTheSameText() {
        String encoded = Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8));
        var event = Door.event("POST", "text_to_image", encoded, Door.headers("demo-key:demo-secret"));
        event.setIsBase64Encoded(true);

        assertEquals(202, door.deliver(event).status());

        assertEquals("eine Lampe für 東京 💡", door.last().order().prompt());
    }

    @Test
    void bodyInBase64ThatIsNoUtf8IsA400() {
        byte[] bytes = "{\"prompt\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
        var event = Door.event("POST", "text_to_image", Base64.getEncoder().encodeToString(bytes), Door.headers("demo-key:demo-secret"));
        event.setIsBase64Encoded(true);

        Door.Reply reply = door.deliver(event);

        assertEquals(400, reply.status());
        assertEquals("invalid_json", reply.error().get("code").textValue());
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void callWithoutHeadersIsA401() {
        assertEquals(401, door.call("POST", "text_to_image", BODY, null).status());
    }

    @Test
    void primingGoesToTheTableIsRefusedThereAndChangesNothing() {
        Door.Reply reply = door.deliver(PrimingCall.event());

        assertEquals(401, reply.status());
        assertEquals("invalid_credentials", reply.error().get("code").textValue());
        assertEquals(List.of(), door.jobs.sent());
        assertEquals(List.of(), door.table.due(door.clock.instant().plusSeconds(1_000_000)));
        assertEquals(Optional.empty(), door.table.balance("priming", Samples.MONTH));
        assertFalse(door.logged.toString(StandardCharsets.UTF_8).contains("ERROR"), door.logged.toString(StandardCharsets.UTF_8));
    }
}
