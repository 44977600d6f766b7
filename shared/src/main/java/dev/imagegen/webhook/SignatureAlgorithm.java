package dev.imagegen.webhook;

import dev.imagegen.contract.WireEnum;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The hash of a notification's signature: an environment of Cloudinary is set to one of the two. */
public enum SignatureAlgorithm implements WireEnum {
    SHA1("sha1", "SHA-1", 40),
    SHA256("sha256", "SHA-256", 64);

    private final String word;
    private final String name;
    private final int hexLength;

    SignatureAlgorithm(String word, String name, int hexLength) {
        this.word = word;
        this.name = name;
        this.hexLength = hexLength;
    }

    /** The one whose signatures have that many hex digits: nothing else in a notification says which it is. */
    static Optional<SignatureAlgorithm> ofHexLength(int length) {
        return Arrays.stream(values()).filter(a -> a.hexLength == length).findFirst();
    }

    @Override
    public String wireName() {
        return word;
    }

    /** Hash of body, timestamp and secret, one after the other: a plain hash, although texts call it an HMAC. */
    byte[] sign(byte[] body, String timestamp, String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance(name);
            digest.update(body);
            digest.update(timestamp.getBytes(StandardCharsets.UTF_8));
            return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
