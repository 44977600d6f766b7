package dev.imagegen.access;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The two words of a key that was just made. They are shown once.
 *
 * @param id 16 hex digits
 * @param secret 48 hex digits, 192 bits of randomness
 */
public record FreshKey(String id, String secret) {

    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 24;

    /** @param random a secure one */
    public static FreshKey make(RandomGenerator random) {
        return new FreshKey(digits(ID_BYTES, random), digits(SECRET_BYTES, random));
    }

    private static String digits(int bytes, RandomGenerator random) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return HexFormat.of().formatHex(made);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "FreshKey[" + id + "]";
    }
}
