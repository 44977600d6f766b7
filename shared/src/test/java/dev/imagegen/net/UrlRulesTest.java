package dev.imagegen.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/cat.png",
                "HTTPS://EXAMPLE.COM",
                "https://example.com:443/a?b=c#d",
                "https://example.com./",
                "https://8.8.8.8/",
                "https://[2001:4860:4860::8888]/",
                "https://xn--bcher-kva.example/",
                "https://10.example.com/",
                "https://0x7f.example/",
                "https://no-such-name.invalid/",
            })
    void urlOfThePublicInternetHasNoProblem(String url) {
        assertEquals(Optional.empty(), UrlRules.PUBLIC.problem(URI.create(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/, https://",
        "ftp://example.com/, https://",
        "file:///etc/passwd, https://",
        "data:image/png;base64;AAAA, https://",
        "//example.com/, https://",
        "cat.png, https://",
        "https:cat.png, name a host",
        "https:///cat.png, name a host",
        "https://ex_ample.com/, name a host",
        "https://größe.example/, name a host",
        "https://127.1/, name a host",
        "https://0x7f.1/, name a host",
        "https://user@example.com/, user name",
        "https://user:word@example.com/, user name",
        "https://example.com:8443/, port 443",
        "https://example.com:80/, port 443",
        "https://2130706433/, looks like a number",
        "https://0x7f000001/, looks like a number",
        "https://0177.0.0.1/, looks like a number",
        "https://999.0.0.1/, name a host",
        "https://127.0.0.1/, public address",
        "https://169.254.169.254/latest/meta-data, public address",
        "https://[::1]/, public address",
        "https://[::ffff:10.0.0.1]/, public address",
        "https://[fd00:ec2::254]/, public address",
        "https://localhost/, public address",
        "https://LOCALHOST./, public address",
        "https://a.localhost/, public address",
    })
    void forbiddenUrlSaysWhatToWriteInstead(String url, String part) {
        String problem = UrlRules.PUBLIC.problem(URI.create(url)).orElseThrow();
        assertTrue(problem.contains(part), problem);
    }

    @Test
    void urlOfMoreThan2048CharactersIsRefused() {
        String longest = "https://example.com/" + "a".repeat(2028);
        assertEquals(Optional.empty(), UrlRules.PUBLIC.problem(URI.create(longest)));
        assertTrue(UrlRules.PUBLIC.problem(URI.create(longest + "a")).orElseThrow().contains("2048"));
    }

    @Test
    void checkTurnsAProblemIntoAnInvalidRequest() {
        UrlRules.PUBLIC.check(URI.create("https://example.com/"));
        ImagegenException e = assertThrows(
                ImagegenException.class, () -> UrlRules.PUBLIC.check(URI.create("https://user:word@example.com/")));
        assertEquals(ErrorCode.INVALID_REQUEST, e.error().code());
        assertTrue(!e.error().message().contains("word@"), e.error().message());
    }
}
