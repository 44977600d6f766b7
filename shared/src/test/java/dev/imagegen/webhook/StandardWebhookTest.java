package dev.imagegen.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases that the reference libraries of Standard Webhooks are held to, and ours beside them. */
class StandardWebhookTest {

    private static final String BASE64 = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SECRET = "whsec_" + BASE64;
    private static final String OTHER = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long NOW = 1614265330;
    private static final String TIME = String.valueOf(NOW);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    /** Of the reference libraries' own tests. */
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String WRONG = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    private static boolean verify(byte[] body, String id, String timestamp, String signatures) {
        return new StandardVerifier(List.of(SECRET), at(NOW)).verify(body, id, timestamp, signatures);
    }

    private static Clock at(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, BASE64})
    void signatureIsThatOfTheReferenceWithAndWithoutThePrefixOfTheSecret(String secret) {
        assertEquals(SIGNATURE, new StandardSigner(secret).sign(BODY, ID, TIME));
        assertTrue(new StandardVerifier(List.of(secret), at(NOW)).verify(BODY, ID, TIME, SIGNATURE));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void missingHeaderIsRefused(String missing) {
        assertFalse(verify(BODY, missing, TIME, SIGNATURE));
        assertFalse(verify(BODY, ID, missing, SIGNATURE));
        assertFalse(verify(BODY, ID, TIME, missing));
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "hello world", "-1614265330", "+1614265330", "1614265330.0", " 1614265330", "１６１４２６５３３０", "1614265330000000"})
    void oddTimestampIsRefusedEvenWhenItIsSigned(String timestamp) {
        assertFalse(verify(BODY, ID, timestamp, new StandardSigner(SECRET).sign(BODY, ID, timestamp)));
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false", "-1614265330, false"})
    void timestampMayBeFiveMinutesOffEitherWay(long offset, boolean accepted) {
        String timestamp = String.valueOf(NOW + offset);
        assertEquals(accepted, verify(BODY, ID, timestamp, new StandardSigner(SECRET).sign(BODY, ID, timestamp)));
    }

    @Test
    void clockBetweenTwoSecondsDoesNotMakeTheWindowSmaller() {
        Clock late = Clock.offset(at(NOW + 300), Duration.ofMillis(999));
        assertTrue(new StandardVerifier(List.of(SECRET), late).verify(BODY, ID, TIME, SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        WRONG, "v1,", "v1", "v1,g0hM9SsE+OTPJTGt/dmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O",
        "v1,not base64!", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", ",", " ",
    })
    void wrongPartialOrOtherSignatureIsRefused(String signature) {
        assertFalse(verify(BODY, ID, TIME, signature));
    }

    @Test
    void oneGoodSignatureAmongOthersIsEnough() {
        assertTrue(verify(BODY, ID, TIME, String.join(" ", WRONG, "v2,abc", "v1,?", SIGNATURE, "v1," + "A".repeat(44))));
    }

    @Test
    void anyChangeOfBodyIdOrTimestampIsRefused() {
        assertFalse(verify("{\"test\": 2432232315}".getBytes(UTF_8), ID, TIME, SIGNATURE));
        assertFalse(verify(BODY, ID + "x", TIME, SIGNATURE));
        assertFalse(verify(BODY, ID, String.valueOf(NOW + 1), SIGNATURE));
    }

    @Test
    void whileASecretIsRotatedEitherSideMayHaveOneOfTheTwoAlone() {
        String both = new StandardSigner(OTHER).sign(BODY, ID, TIME) + " " + SIGNATURE;
        for (String secret : List.of(SECRET, OTHER)) {
            assertTrue(new StandardVerifier(List.of(secret), at(NOW)).verify(BODY, ID, TIME, both));
            assertTrue(new StandardVerifier(List.of(OTHER, SECRET), at(NOW))
                    .verify(BODY, ID, TIME, new StandardSigner(secret).sign(BODY, ID, TIME)));
        }
        assertFalse(new StandardVerifier(List.of(OTHER), at(NOW)).verify(BODY, ID, TIME, SIGNATURE));
    }

    @Test
    void withoutASecretEverythingIsRefused() {
        assertFalse(new StandardVerifier(List.of(), at(NOW)).verify(BODY, ID, TIME, SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "", "whsec_not base64", "whsec_*secret*"})
    void secretThatIsNoneIsAMistakeOfTheConfigurationAndIsNotTold(String secret) {
        var mistake = assertThrows(IllegalArgumentException.class, () -> new StandardSigner(secret));
        assertFalse(mistake.toString().contains("secret*"), mistake.toString());
    }
}
