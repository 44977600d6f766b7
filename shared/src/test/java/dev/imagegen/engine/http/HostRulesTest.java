package dev.imagegen.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a provider's key may go, because an answer of the provider says so. */
class HostRulesTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.bfl.ai, https://api.bfl.ai/v1/get_result?id=a", "https://api.bfl.ai, https://api.eu2.bfl.ai/x",
        "https://api.bfl.ai, https://bfl.ai", "https://eu.example, https://eu.example:8443/x",
        "http://127.0.0.1:3003/bfl, http://localhost:3003/bfl/v1/get_result?id=a",
        "http://localhost:1, http://127.0.0.1:2/", "http://127.0.0.1:1, https://api.bfl.ai/x"})
    void addressOfTheProviderIsAsked(URI base, URI address) {
        new HostRules(base, List.of("bfl.ai")).check(address);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.bfl.ai, https://evil.example/", "https://api.bfl.ai, https://notbfl.ai/", "https://api.bfl.ai, http://api.bfl.ai/",
        "https://api.bfl.ai, https://bfl.ai.evil.example/", "https://api.bfl.ai, https://user@api.bfl.ai/",
        "https://api.bfl.ai, https://127.0.0.1/", "https://api.bfl.ai, ftp://api.bfl.ai/",
        "http://127.0.0.1:1, http://10.0.0.1/", "http://127.0.0.1:1, http://evil.example/"})
    void addressOfAnybodyElseGetsNoKey(URI base, URI address) {
        var e = assertThrows(EngineException.class, () -> new HostRules(base, List.of("bfl.ai")).check(address));

        assertEquals(Failure.NO_IMAGE, e.failure());
    }
}
