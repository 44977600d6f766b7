package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes that Cloudinary's protocol is made of. */
enum Hash {
    MD5("MD5"),
    SHA1("SHA-1"),
    SHA256("SHA-256");

    private final String name;

    Hash(String name) {
        this.name = name;
    }

    byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    byte[] of(String text) {
        return of(text.getBytes(UTF_8));
    }

    String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
