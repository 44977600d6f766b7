package dev.imagegen.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretHashTest {

    private final Random random = new Random(3);

    @ParameterizedTest
    @ValueSource(strings = {"", "demo-secret", "ümläut 😀", "a\nb"})
    void secretMatchesItsHashAndNothingElseDoes(String secret) {
        SecretHash hash = SecretHash.of(secret, random);
        assertTrue(hash.matches(secret));
        assertFalse(hash.matches(secret + "x"));
        assertFalse(hash.matches(secret + "\0"));
        assertFalse(hash.matches(hash.toText()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo-secret", "a secret that is very much longer than the block of the hash, which has 64 bytes"})
    void textHas96HexDigitsWhateverTheSecret(String secret) {
        assertTrue(SecretHash.of(secret, random).toText().matches("[0-9a-f]{96}"));
    }

    @Test
    void textNeverHoldsTheSecretAndIsNeverTheSameTwice() {
        SecretHash one = SecretHash.of("abcd", random);
        SecretHash two = SecretHash.of("abcd", random);
        assertNotEquals(one.toText(), two.toText());
        assertNotEquals(one, two);
        assertNotEquals(one.toText().substring(32), two.toText().substring(32));
        assertEquals("SecretHash[…]", one.toString());
    }

    @Test
    void textIsReadBack() {
        SecretHash hash = SecretHash.of("demo-secret", random);
        SecretHash read = SecretHash.parse(hash.toText());
        assertEquals(hash, read);
        assertEquals(hash.hashCode(), read.hashCode());
        assertTrue(read.matches("demo-secret"));
    }

    /** Python: hmac.new(bytes(range(16)), b"demo-secret", "sha256").hexdigest(). What is in a table must stay readable. */
    @Test
    void formatStaysWhatItWas() {
        assertTrue(SecretHash.parse(
                        "000102030405060708090a0b0c0d0e0f" + "26ba43521bf8658c15716f6ce9b3087924462594673871a6360703ea7fa3685b")
                .matches("demo-secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "abc", "000102030405060708090a0b0c0d0e0f"})
    void textThatIsNoHashIsNotRead(String text) {
        assertThrows(IllegalArgumentException.class, () -> SecretHash.parse(text));
    }
}
