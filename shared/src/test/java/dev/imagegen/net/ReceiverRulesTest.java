package dev.imagegen.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "http://127.0.0.1:4000/hook", "http://localhost:4000", "https://127.0.0.1/", "https://localhost:8443/a?b=c", "http://localhost/",
    })
    void addressOnThisMachineIsTakenOnlyWhereTheDeploymentSaysSo(String text) {
        URI url = URI.create(text);
        assertEquals(Optional.empty(), ReceiverRules.of(true).problem(url));
        assertTrue(ReceiverRules.of(false).problem(url).isPresent());
        assertTrue(ReceiverRules.of(true).addresses(url).test(InetAddress.ofLiteral("127.0.0.1")));
        assertFalse(ReceiverRules.of(true).addresses(url).test(InetAddress.ofLiteral("8.8.8.8")), "and leads nowhere else");
        assertFalse(ReceiverRules.of(false).addresses(url).test(InetAddress.ofLiteral("127.0.0.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://127.0.0.2/", "http://0.0.0.0/", "http://localhost.example.com/", "http://a.localhost/", "http://user@127.0.0.1/",
        "http://127.0.0.1@example.com/", "ftp://127.0.0.1/", "http://169.254.169.254/", "https://10.0.0.1/", "http://example.com/",
        "https://example.com:8443/", "http://127.1/", "http://2130706433/",
    })
    void nothingElseIsTakenThereThatIsNotTakenElsewhere(String text) {
        assertTrue(ReceiverRules.of(true).problem(URI.create(text)).isPresent());
        assertFalse(ReceiverRules.of(true).addresses(URI.create(text)).test(InetAddress.ofLiteral("127.0.0.1")));
    }
}
