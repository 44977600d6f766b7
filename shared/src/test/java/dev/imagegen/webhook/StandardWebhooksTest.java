package dev.imagegen.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signer and verifier against the vector that the standard publishes, and against each other. */
class StandardWebhooksTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEWER = "whsec_bm90LXRoZS1vbGRlci1vbmUtYnV0LWEtbmV3LW9uZQ==";
    private static final String STRANGE = "whsec_c29tZWJvZHktZWxzZXMtc2VjcmV0LWFsdG9nZXRoZXI=";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    static final long NOW = 1614265330;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String WRONG = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=";

    private static String signed(String secret, long timestamp) {
        return new StandardSigner(List.of(secret)).headers(ID, Instant.ofEpochSecond(timestamp), BODY.getBytes(UTF_8))
                .get("webhook-signature");
    }

    private static boolean verify(List<String> secrets, String id, String timestamp, String signatures, String body) {
        var clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
        return new StandardVerifier(secrets, clock).verify(id, timestamp, signatures, body.getBytes(UTF_8));
    }

    @Test
    void publishedVectorIsWhatTheSignerMakes() {
        var headers = new StandardSigner(List.of(SECRET)).headers(ID, Instant.ofEpochSecond(NOW, 999_999_999), BODY.getBytes(UTF_8));

        assertEquals(Map.of("webhook-id", ID, "webhook-timestamp", "1614265330", "webhook-signature", RIGHT), headers);
    }

    /** The cases that every verifier of the standard tells apart alike. */
    static Stream<Arguments> thirteen() {
        String now = String.valueOf(NOW);
        String old = String.valueOf(NOW - 301);
        String future = String.valueOf(NOW + 301);
        return Stream.of(
                arguments("valid", true, SECRET, ID, now, RIGHT, BODY),
                arguments("no id", false, SECRET, null, now, RIGHT, BODY),
                arguments("no timestamp", false, SECRET, ID, null, RIGHT, BODY),
                arguments("no signature", false, SECRET, ID, now, null, BODY),
                arguments("wrong signature", false, SECRET, ID, now, WRONG, BODY),
                arguments("wrong body", false, SECRET, ID, now, RIGHT, BODY + " "),
                arguments("old timestamp", false, SECRET, ID, old, signed(SECRET, NOW - 301), BODY),
                arguments("future timestamp", false, SECRET, ID, future, signed(SECRET, NOW + 301), BODY),
                arguments("timestamp that is no number", false, SECRET, ID, "now", RIGHT, BODY),
                arguments("several signatures, one right", true, SECRET, ID, now, WRONG + " v2,AAAA " + RIGHT + " v1,AAAA", BODY),
                arguments("unknown version", false, SECRET, ID, now, RIGHT.replace("v1", "v2"), BODY),
                arguments("secret without its prefix", true, SECRET.substring(6), ID, now, RIGHT, BODY),
                arguments("two secrets while rotating", true, NEWER + " " + SECRET, ID, now, RIGHT, BODY));
    }

    /** Where ours is strict. */
    static Stream<Arguments> beyond() {
        String now = String.valueOf(NOW);
        return Stream.of(
                arguments("another id", false, SECRET, ID + "x", now, RIGHT, BODY),
                arguments("empty id", false, SECRET, "", now, signed(SECRET, NOW), BODY),
                arguments("empty signature", false, SECRET, ID, now, "", BODY),
                arguments("bare version", false, SECRET, ID, now, "v1,", BODY),
                arguments("signature without its version", false, SECRET, ID, now, RIGHT.substring(3), BODY),
                arguments("a secret that is ours no more", false, NEWER, ID, now, RIGHT, BODY),
                arguments("signed by a stranger", false, NEWER + " " + SECRET, ID, now, signed(STRANGE, NOW), BODY),
                arguments("oldest timestamp", true, SECRET, ID, String.valueOf(NOW - 300), signed(SECRET, NOW - 300), BODY),
                arguments("latest timestamp", true, SECRET, ID, String.valueOf(NOW + 300), signed(SECRET, NOW + 300), BODY),
                arguments("timestamp with a sign", false, SECRET, ID, "+" + NOW, RIGHT, BODY),
                arguments("endless timestamp", false, SECRET, ID, "9".repeat(30), RIGHT, BODY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"thirteen", "beyond"})
    void verifierTakesExactlyWhatWasSignedJustNow(
            String title, boolean accepted, String secrets, String id, String timestamp, String signatures, String body) {
        assertEquals(accepted, verify(List.of(secrets.split(" ")), id, timestamp, signatures, body));
    }

    @Test
    void whileRotatingReceiversWithEitherSecretAccept() {
        var headers = new StandardSigner(List.of(NEWER, SECRET)).headers(ID, Instant.ofEpochSecond(NOW), BODY.getBytes(UTF_8));
        String signatures = headers.get("webhook-signature");

        assertEquals(2, signatures.split(" ").length);
        assertTrue(signatures.endsWith(" " + RIGHT), signatures);
        for (String secret : List.of(NEWER, SECRET)) {
            assertTrue(verify(List.of(secret), ID, String.valueOf(NOW), signatures, BODY));
        }
        assertFalse(verify(List.of(STRANGE), ID, String.valueOf(NOW), signatures, BODY));
    }

    @Test
    void bytesThatAreNoTextAreSignedAsTheyAre() {
        byte[] body = {0, -1, -128, 13, 10};
        var at = Instant.ofEpochSecond(NOW);
        var headers = new StandardSigner(List.of(SECRET)).headers(ID, at, body);
        var verifier = new StandardVerifier(List.of(SECRET), Clock.fixed(at, ZoneOffset.UTC));

        assertTrue(verifier.verify(ID, String.valueOf(NOW), headers.get("webhook-signature"), body));
    }

    @Test
    void withoutASecretEverythingIsRefused() {
        assertFalse(verify(List.of(), ID, String.valueOf(NOW), RIGHT, BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_n*t-base64", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw=="})
    void secretThatIsNoneIsAMistakeAndIsNotRepeated(String secret) {
        var e = assertThrows(IllegalArgumentException.class, () -> new StandardSigner(List.of(SECRET, secret)));

        assertFalse(e.getMessage().contains("MfKQ") || e.getMessage().contains("n*t"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new StandardVerifier(List.of(secret), Clock.systemUTC()));
    }
}
