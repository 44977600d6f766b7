package dev.imagegen.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHeaderTest {

    private static HttpRequest request(Supplier<String> key) {
        return new KeyHeader("Authorization", "Bearer ", key).on(HttpRequest.newBuilder(URI.create("http://127.0.0.1/"))).build();
    }

    @Test
    void theKeyComesAfterItsPrefix() {
        assertEquals("Bearer k1", request(() -> " k1\n").headers().firstValue("Authorization").orElseThrow());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "two words", "schlüssel", "a\r\nHost: b"})
    void whatCanBeNoKeyIsTheOperatorsToMend(String key) {
        EngineException e = assertThrows(EngineException.class, () -> request(() -> key));

        assertEquals(Failure.CREDENTIALS, e.failure());
    }

    /** Nothing was asked for yet. */
    @Test
    void aKeyThatCannotBeHadJustNowIsTriedAgain() {
        EngineException e = assertThrows(EngineException.class, () -> request(() -> {
            throw new IllegalStateException("The store of secrets does not answer");
        }));

        assertEquals(Failure.OVERLOADED, e.failure());
        assertEquals("The provider's key could not be fetched.", e.error().message());
    }

    @Test
    void whatTheKeysSayThemselvesStays() {
        EngineException e = assertThrows(EngineException.class, () -> request(() -> {
            throw new EngineException(Failure.CREDENTIALS, "No key for bfl is configured.");
        }));

        assertEquals("No key for bfl is configured.", e.error().message());
    }
}
