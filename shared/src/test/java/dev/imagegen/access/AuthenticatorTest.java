package dev.imagegen.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import dev.imagegen.testing.InMemoryTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {

    private static final Random RANDOM = new Random(1);
    private static final PublicError WRONG =
            new PublicError(ErrorCode.INVALID_CREDENTIALS, "The API key or its secret is wrong.");

    private final InMemoryTable keys = new InMemoryTable();
    private final Authenticator authenticator = new Authenticator(keys, SecretHash.of("nobody's", RANDOM));

    private ApiKey known(String id, String cloud, String secret) {
        ApiKey key = ApiKey.root(id, cloud, Instant.EPOCH, SecretHash.of(secret, RANDOM));
        keys.put(key);
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

    private static Stream<String> tooLong() {
        return Stream.of(
                basic("demo-key:" + "s".repeat(1_000)), basic("k".repeat(1_000) + ":demo-secret"), " ".repeat(1_025),
                "Bearer " + "b".repeat(1_018));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void headerThatIsTooLongIsRefusedUnread(String header) {
        known("demo-key", "demo", "s".repeat(1_000));
        assertEquals(
                new PublicError(ErrorCode.MISSING_CREDENTIALS, "The Authorization header may have 1024 characters at most."),
                refusal(header));
    }

    @Test
    void longestHeaderIsStillRead() {
        ApiKey key = known("demo-key", "demo", "s".repeat(753));
        String header = basic("demo-key:" + "s".repeat(753)) + "  ";
        assertEquals(1_024, header.length());
        assertEquals(key, authenticator.authenticate(header, "demo"));
    }

    /** What was tampered with: each pair is read, and good for nothing. */
    @ParameterizedTest
    @ValueSource(strings = {
        "demo-key:demo-secre", "demo-key:demo-secret\0", "demo-key:Demo-secret", "demo-key:demo-secret:", "demo-key::demo-secret",
        "demo-key :demo-secret", "demo-kéy:demo-secret", "démo-key:dämo-secret", "demo-key\0:demo-secret", "KEY#demo-key:demo-secret",
        "demo-key\n:demo-secret", "ＤＥＭＯ-key:demo-secret", "demo-key:\uFFFD", "*:*", "demo-key:",
    })
    void pairThatIsNotTheKeyAndItsSecretGetsTheOneAnswer(String pair) {
        known("demo-key", "demo", "demo-secret");
        assertEquals(WRONG, refusal(basic(pair)));
    }

    @Test
    void bytesThatAreNoTextAreAWrongSecret() {
        known("demo-key", "demo", "demo-secret");
        byte[] pair = "demo-key:demo-secret".getBytes(ISO_8859_1);
        pair[12] = (byte) 0xff;
        assertEquals(WRONG, refusal("Basic " + Base64.getEncoder().encodeToString(pair)));
    }

    /** Names that no key of the table has: too long for one, empty of anything visible, or other characters. */
    private static Stream<byte[]> impossibleNames() {
        byte[] bytes = new byte[700];
        Arrays.fill(bytes, (byte) 0xff);
        return Stream.of(bytes, "k".repeat(129).getBytes(UTF_8), "ü".repeat(100).getBytes(UTF_8), " ".getBytes(UTF_8),
                "\0".getBytes(UTF_8), "demo-key\u202e".getBytes(UTF_8), "demo\tkey".getBytes(UTF_8), "💡".repeat(100).getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("impossibleNames")
    void nameThatNoKeyCanHaveIsTheSame401AfterTheSameWork(byte[] name) {
        var asked = new ArrayList<String>();
        var hashes = new AtomicInteger();
        var counted = new Authenticator(new CountingKeys(keys, asked), SecretHash.of("nobody's", RANDOM), (hash, secret) -> {
            hashes.incrementAndGet();
            return hash.matches(secret);
        });
        byte[] pair = Arrays.copyOf(name, name.length + 2);
        pair[name.length] = ':';
        pair[name.length + 1] = 'x';

        var refused = assertThrows(ImagegenException.class, () ->
                counted.authenticate("Basic " + Base64.getEncoder().encodeToString(pair), "demo"));

        assertEquals(WRONG, refused.error());
        assertEquals(1, hashes.get());
        assertEquals(1, asked.size());
        // The table takes keys of 2048 bytes, and this is the longest that is asked for.
        assertTrue(asked.getFirst().matches("[!-~]{1,128}"), asked.getFirst());
    }

    /** Time is not measured but what takes it: reads of the table and hashes. */
    @ParameterizedTest
    @CsvSource({"demo-key:wrong", "no-such-key:demo-secret", "other-key:demo-secret", "demo-key:demo-secret"})
    void everyPairIsWorthOneReadAndOneHash(String pair) {
        known("demo-key", "demo", "demo-secret");
        known("other-key", "other", "demo-secret");
        var reads = new ArrayList<String>();
        var hashes = new AtomicInteger();
        var counted = new Authenticator(new CountingKeys(keys, reads), SecretHash.of("nobody's", RANDOM), (hash, secret) -> {
            hashes.incrementAndGet();
            return hash.matches(secret);
        });

        try {
            counted.authenticate(basic(pair), "demo");
        } catch (ImagegenException refused) {
            assertEquals(pair.startsWith("other") ? ErrorCode.WRONG_CLOUD : ErrorCode.INVALID_CREDENTIALS, refused.error().code());
        }

        assertEquals(1, reads.size());
        assertEquals(1, hashes.get());
    }

    private record CountingKeys(KeyStore keys, List<String> reads) implements KeyStore {

        @Override
        public Optional<ApiKey> findKey(String id) {
            reads.add(id);
            return keys.findKey(id);
        }

        @Override
        public List<ApiKey> keysOf(String cloud) {
            throw new AssertionError("Nobody needs a list to let one in");
        }

        @Override
        public void put(ApiKey key) {
            throw new AssertionError("Nothing is written to let one in");
        }

        @Override
        public boolean add(ApiKey key, int most) {
            throw new AssertionError("Nothing is written to let one in");
        }

        @Override
        public boolean delete(String cloud, String id) {
            throw new AssertionError("Nothing is written to let one in");
        }
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
