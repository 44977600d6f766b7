package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an idempotency key stands for. */
class OnceTest {

    private static Once of(String cloud, String apiKey, String key, String body) {
        return Once.of(cloud, apiKey, key, Operation.TEXT_TO_IMAGE,
                Json.parseForeign(body.getBytes(StandardCharsets.UTF_8)), MutableClock.START);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1, "b": {"c": [1, 2], "d": null}} | {"b":{"d":null,"c":[1,2]},"a":1} | true
            {"a": "x"}                              | {"a": "\\u0078"}                 | true
            {"a": [1, 2]}                           | {"a": [2, 1]}                    | false
            {"a": 1}                                | {"a": "1"}                       | false
            {"a": null}                             | {}                               | true
            {"a": {"b": null}}                      | {"a": {}}                        | true
            {"a": {"b": null}}                      | {}                               | false
            {"a": [null]}                           | {"a": []}                        | false
            {"a": 512}                              | {"a": 512.0}                     | true
            {"a": 512}                              | {"a": 5.12e2}                    | true
            {"a": 0}                                | {"a": -0.00}                     | true
            {"a": 9007199254740993}                 | {"a": 9007199254740992.0}        | false
            {"a": 1e9}                              | {"a": 1000000000}                | true
            {"a": 1e-999999999}                     | {"a": 1e999999999}               | false
            {"a": 1}                                | {"a": ["1"]}                     | false
            {"a": "x "}                             | {"a": "x"}                       | false
            """)
    void bodiesAreEqualByWhatTheySay(String one, String other, boolean equal) {
        assertEquals(equal, of("c", "k", "1", one).request().equals(of("c", "k", "1", other).request()));
    }

    @Test
    void whereOnePartEndsAndTheNextBeginsMakesADifference() {
        List<String> keys = List.of(of("ab", "c", "d", "{}").key(), of("a", "bc", "d", "{}").key(), of("ab", "", "cd", "{}").key());

        assertEquals(3, keys.stream().distinct().count());
        assertNotEquals(Sha256.of("a", ""), Sha256.of("a"));
    }

    @Test
    void theKeyItselfIsNotKept() {
        assertFalse(of("demo", "demo-key", "order-4711", "{\"prompt\": \"a secret\"}").toString().matches(".*(4711|demo-key|secret).*"));
    }

    @Test
    void operationsAreDifferentRequests() {
        var text = Once.of("c", "k", "1", Operation.TEXT_TO_IMAGE, Json.object(), MutableClock.START);
        var edit = Once.of("c", "k", "1", Operation.IMAGE_TO_IMAGE, Json.object(), MutableClock.START);

        assertEquals(text.key(), edit.key());
        assertNotEquals(text.request(), edit.request());
    }
}
