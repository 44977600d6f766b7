package dev.imagegen.webhook;

import static dev.imagegen.webhook.SignatureAlgorithm.SHA1;
import static dev.imagegen.webhook.SignatureAlgorithm.SHA256;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudinary.api.signing.NotificationRequestSignatureVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationVerifierTest {

    private static final long NOW = 1790000000;
    private static final String SECRET = "not-a-real-secret";
    private static final String W1 = "{\"notification_type\":\"upload\",\"public_id\":\"temp/abc123\"}";
    private static final String W2 = "{\"notification_type\":\"upload\",\"public_id\":\"größe/水筒\"}";
    private static final String W1_SHA1 = "334e136f58eabb9e07f712f23edcd425e8cbfb50";
    private static final String W1_SHA256 = "b506149ca9a7534d51f0285faa035836778ab85993251a65baab9e1eb1f19801";

    @ParameterizedTest
    @CsvSource({
        "1, 334e136f58eabb9e07f712f23edcd425e8cbfb50",
        "1, b506149ca9a7534d51f0285faa035836778ab85993251a65baab9e1eb1f19801",
        "2, ec98a14dbc8489e776977698df5ba917997949f5",
        "2, f1d81188ef2fd391767a805f68394f38139b02e2b49fd86812f678bb100a62bf",
    })
    void publishedVectorIsAccepted(int body, String signature) {
        assertTrue(verify(body == 1 ? W1 : W2, String.valueOf(NOW), signature));
    }

    @Test
    void vectorOfTheDocumentationIsAcceptedAtItsTime() {
        var verifier = new NotificationVerifier(List.of("abcd"), at(1315060510));
        assertTrue(verifier.verify(
                "{public_id: 'sample'}".getBytes(UTF_8), "1315060510", "25f7e91709c858b97d688ce8da799dedb290d9ef"));
    }

    @Test
    void signatureInUpperCaseIsAccepted() {
        assertTrue(verify(W1, String.valueOf(NOW), W1_SHA1.toUpperCase(Locale.ROOT)));
    }

    @Test
    void anyChangeOfTheBodyIsRefused() {
        assertFalse(verify(W1 + "\n", String.valueOf(NOW), W1_SHA1));
        assertFalse(verify(" " + W1, String.valueOf(NOW), W1_SHA256));
        assertFalse(verify("", String.valueOf(NOW), W1_SHA1));
    }

    @Test
    void timestampThatWasNotSignedIsRefused() {
        assertFalse(verify(W1, String.valueOf(NOW + 1), W1_SHA1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "334e136f58eabb9e07f712f23edcd425e8cbfb5",
                "334e136f58eabb9e07f712f23edcd425e8cbfb500",
                "334e136f58eabb9e07f712f23edcd425e8cbfb5g",
                " 34e136f58eabb9e07f712f23edcd425e8cbfb50",
                "334e136f58eabb9e07f712f23edcd425e8cbfb51",
                "b506149ca9a7534d51f0285faa035836778ab859",
                "b506149ca9a7534d51f0285faa035836778ab85993251a65baab9e1eb1f19802",
                "３34e136f58eabb9e07f712f23edcd425e8cbfb50",
            })
    void oddOrWrongSignatureIsRefused(String signature) {
        assertFalse(verify(W1, String.valueOf(NOW), signature));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "now", "-1790000000", "+1790000000", "1790000000.0", " 1790000000", "1790000000 ",
                "0x6ab13b80", "17900000000000000000", "１７９０００００００"
            })
    void oddTimestampIsRefusedEvenWhenItIsSigned(String timestamp) {
        String signature = new NotificationSigner(SHA1, SECRET).sign(W1.getBytes(UTF_8), timestamp);
        assertFalse(verify(W1, timestamp, signature));
    }

    @Test
    void missingHeadersAreRefused() {
        assertFalse(verify(W1, null, W1_SHA1));
        assertFalse(verify(W1, String.valueOf(NOW), null));
        assertFalse(verify(W1, null, null));
    }

    @ParameterizedTest
    @CsvSource({"-7200, true", "-7201, false", "0, true", "300, true", "301, false"})
    void windowReachesTwoHoursBackAndFiveMinutesAhead(long offset, boolean accepted) {
        String timestamp = String.valueOf(NOW + offset);
        String signature = new NotificationSigner(SHA256, SECRET).sign(W1.getBytes(UTF_8), timestamp);
        assertEquals(accepted, verify(W1, timestamp, signature));
    }

    @Test
    void anyOfTheSecretsMayHaveSigned() {
        var rotating = new NotificationVerifier(List.of("newer", SECRET), at(NOW));
        byte[] body = W1.getBytes(UTF_8);
        assertTrue(rotating.verify(body, String.valueOf(NOW), W1_SHA1));
        assertTrue(rotating.verify(
                body, String.valueOf(NOW), new NotificationSigner(SHA1, "newer").sign(body, String.valueOf(NOW))));
        assertFalse(rotating.verify(
                body, String.valueOf(NOW), new NotificationSigner(SHA1, "older").sign(body, String.valueOf(NOW))));
    }

    @ParameterizedTest
    @CsvSource({
        // The key that is named, the secret that signed, whether it is taken.
        "111, one, true",
        "111, two, false",
        "222, two, true",
        "222, plain, false",
        "333, one, true",
        "333, plain, true",
        "333, three, false",
        ", two, true",
    })
    void theKeyThatTheBodyNamesChoosesAmongTheConfiguredOnes(String key, String signedWith, boolean accepted) {
        var verifier = new NotificationVerifier(List.of("111:one", "222:two", "plain"), at(NOW));
        String named = key == null ? "{\"a\": {\"signature_key\": \"111\"}}" : "{\"a\": [{}], \"signature_key\": \"" + key + "\"}";
        byte[] body = named.getBytes(UTF_8);

        assertEquals(accepted, verifier.verify(
                body, String.valueOf(NOW), new NotificationSigner(SHA256, signedWith).sign(body, String.valueOf(NOW))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"signature_key\": 7}", "{\"signature_key\"", "{\"a\": [[[", "\u0000"})
    void aBodyThatNamesNoKeyIsTriedWithAll(String text) {
        var verifier = new NotificationVerifier(List.of("111:one", "222:two"), at(NOW));
        byte[] body = text.getBytes(UTF_8);

        assertTrue(verifier.verify(body, String.valueOf(NOW), new NotificationSigner(SHA1, "two").sign(body, String.valueOf(NOW))));
        assertFalse(verifier.verify(body, String.valueOf(NOW), new NotificationSigner(SHA1, "222:two").sign(body, String.valueOf(NOW))));
    }

    @Test
    void aKeyMayHaveTwoSecretsWhileTheyAreRotated() {
        var verifier = new NotificationVerifier(List.of("111:old", "111:new"), at(NOW));
        byte[] body = "{\"signature_key\": \"111\"}".getBytes(UTF_8);

        for (String secret : List.of("old", "new")) {
            assertTrue(verifier.verify(
                    body, String.valueOf(NOW), new NotificationSigner(SHA1, secret).sign(body, String.valueOf(NOW))));
        }
    }

    @Test
    void aSecretIsInNoText() {
        assertFalse(WebhookSecret.read("111:hidden").toString().contains("hidden"));
        assertFalse(WebhookSecret.read("hidden").toString().contains("hidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"111:", "111: ", "", " "})
    void aKeyWithoutASecretIsAMistakeOfTheConfiguration(String line) {
        assertThrows(IllegalArgumentException.class, () -> new NotificationVerifier(List.of(line), at(NOW)));
    }

    @Test
    void withoutASecretEverythingIsRefused() {
        var closed = new NotificationVerifier(List.of(), at(NOW));
        byte[] body = W1.getBytes(UTF_8);
        String signature = new NotificationSigner(SHA1, "").sign(body, String.valueOf(NOW));
        assertFalse(closed.verify(body, String.valueOf(NOW), signature));
    }

    @Test
    void blankSecretIsAMistakeOfTheConfiguration() {
        assertThrows(IllegalArgumentException.class, () -> new NotificationVerifier(List.of(SECRET, " "), at(NOW)));
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void cloudinarysOwnVerifierAcceptsWhatTheSignerMakes(SignatureAlgorithm algorithm) {
        var oracle = new NotificationRequestSignatureVerifier(
                SECRET, com.cloudinary.SignatureAlgorithm.valueOf(algorithm.name()));
        for (String body : List.of(W1, W2, "", "{}")) {
            String signature =
                    new NotificationSigner(algorithm, SECRET).sign(body.getBytes(UTF_8), String.valueOf(NOW));
            assertTrue(oracle.verifySignature(body, String.valueOf(NOW), signature));
            assertTrue(verify(body, String.valueOf(NOW), signature));
        }
    }

    private static boolean verify(String body, String timestamp, String signature) {
        return new NotificationVerifier(List.of(SECRET), at(NOW)).verify(body.getBytes(UTF_8), timestamp, signature);
    }

    private static Clock at(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }
}
