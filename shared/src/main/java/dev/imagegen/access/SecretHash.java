package dev.imagegen.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a secret: a salted hash.
 *
 * <p>HMAC-SHA-256 with the salt as its key. One round is enough because secrets are made by machines, with 128 bits of
 * randomness or more: there is no dictionary to try.
 *
 * @param salt 16 bytes
 * @param hash 32 bytes
 */
public record SecretHash(byte[] salt, byte[] hash) {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    /** Hashes a new secret. @param random a secure one */
    public static SecretHash of(String secret, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new SecretHash(salt, hash(salt, secret));
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if it did not write it
     */
    public static SecretHash parse(String text) {
        byte[] all = HexFormat.of().parseHex(text);
        if (all.length != SALT_BYTES + HASH_BYTES) {
            throw new IllegalArgumentException("A hash has " + (SALT_BYTES + HASH_BYTES) + " bytes, not " + all.length);
        }
        return new SecretHash(Arrays.copyOf(all, SALT_BYTES), Arrays.copyOfRange(all, SALT_BYTES, all.length));
    }

    public String toText() {
        return HexFormat.of().formatHex(salt) + HexFormat.of().formatHex(hash);
    }

    /** Compares in constant time. */
    public boolean matches(String secret) {
        return MessageDigest.isEqual(hash, hash(salt, secret));
    }

    private static byte[] hash(byte[] salt, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash that && Arrays.equals(salt, that.salt) && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "SecretHash[…]";
    }
}
