package dev.imagegen.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {

    private static final Random RANDOM = new Random(1);
    private static final PublicError WRONG =
            new PublicError(ErrorCode.INVALID_CREDENTIALS, "The API key or its secret is wrong.");

    private final Map<String, ApiKey> keys = new HashMap<>();
    private final Authenticator authenticator = new Authenticator(new MapOfKeys(keys), SecretHash.of("nobody's", RANDOM));

    private record MapOfKeys(Map<String, ApiKey> keys) implements KeyStore {

        @Override
        public Optional<ApiKey> findKey(String id) {
            return Optional.ofNullable(keys.get(id));
        }

        @Override
        public void put(ApiKey key) {
            keys.put(key.id(), key);
        }
    }

    private ApiKey known(String id, String cloud, String secret) {
        ApiKey key = ApiKey.root(id, cloud, Instant.EPOCH, SecretHash.of(secret, RANDOM));
        keys.put(id, key);
        return key;
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private PublicError refusal(String header) {
        return assertThrows(ImagegenException.class, () -> authenticator.authenticate(header, "demo")).error();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-secret", "with:colons:", "ümläut", " spaces ", ""})
    void keyWithItsSecretIsLetIn(String secret) {
        ApiKey key = known("demo-key", "demo", secret);
        assertEquals(key, authenticator.authenticate(basic("demo-key:" + secret), "demo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "basic ", "BASIC ", "Basic    "})
    void schemeIsReadInAnyCase(String scheme) {
        ApiKey key = known("demo-key", "demo", "demo-secret");
        String pair = Base64.getEncoder().encodeToString("demo-key:demo-secret".getBytes(UTF_8));
        assertEquals(key, authenticator.authenticate(scheme + pair + " ", "demo"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   "})
    void missingHeaderIsToldHowToSendIt(String header) {
        assertEquals(
                new PublicError(ErrorCode.MISSING_CREDENTIALS,
                        "Send an API key and its secret by HTTP Basic authentication, for example curl -u KEY:SECRET."),
                refusal(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer demo-key", "Basic", "demo-key:demo-secret", "Digest username=\"demo-key\"", "Basicdemo"})
    void otherSchemeIsToldWhichOneIsUnderstood(String header) {
        known("demo-key", "demo", "demo-secret");
        assertEquals(
                new PublicError(ErrorCode.MISSING_CREDENTIALS,
                        "Only HTTP Basic authentication is understood: API key as user, API secret as password."),
                refusal(header));
    }

    @Test
    void headerThatIsTooLongIsRefusedUnread() {
        known("demo-key", "demo", "s".repeat(1_000));
        assertEquals(ErrorCode.MISSING_CREDENTIALS, refusal(basic("demo-key:" + "s".repeat(1_000))).code());
    }

    @ParameterizedTest
    @CsvSource({"Basic ***", "Basic a", "Basic demo-key:demo-secret", "Basic ZGVtby1rZXk=", "Basic OmRlbW8tc2VjcmV0", "Basic ZGVtby1rZXk6Z GVtbw=="})
    void headerThatIsNoPairIsRefusedWithOneMessage(String header) {
        assertEquals(
                new PublicError(ErrorCode.MISSING_CREDENTIALS, "The Authorization header is not base64 of KEY:SECRET."),
                refusal(header));
    }

    @Test
    void unknownKeyAndWrongSecretGetTheVerySameAnswer() {
        known("demo-key", "demo", "demo-secret");
        assertEquals(WRONG, refusal(basic("no-such-key:demo-secret")));
        assertEquals(WRONG, refusal(basic("demo-key:wrong")));
        assertEquals(WRONG, refusal(basic("demo-key:")));
        assertEquals(WRONG, refusal(basic("demo-key:demo-secret ")));
        assertEquals(WRONG, refusal(basic("DEMO-KEY:demo-secret")));
    }

    @Test
    void secretOfTheDecoyLetsNobodyIn() {
        assertEquals(WRONG, refusal(basic("no-such-key:nobody's")));
    }

    @Test
    void keyOfAnotherCloudIsForbidden() {
        known("other-key", "other", "demo-secret");
        assertEquals(
                new PublicError(ErrorCode.WRONG_CLOUD,
                        "This key is not good for the cloud named in the path. Use the key of that cloud."),
                refusal(basic("other-key:demo-secret")));
    }

    @Test
    void wrongSecretOfAnotherCloudIsNotToldThatTheKeyExists() {
        known("other-key", "other", "demo-secret");
        assertEquals(WRONG, refusal(basic("other-key:wrong")));
    }
}
