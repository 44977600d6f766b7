package dev.imagegen.webhook;

import java.util.HexFormat;

/** Signs notifications as Cloudinary does: for its emulator, for tests, and for receivers that verify with its SDKs. */
public final class NotificationSigner {

    private final SignatureAlgorithm algorithm;
    private final String secret;

    public NotificationSigner(SignatureAlgorithm algorithm, String secret) {
        this.algorithm = algorithm;
        this.secret = secret;
    }

    /**
     * The value of {@code X-Cld-Signature}, lower-case hex.
     *
     * @param body exactly the bytes that are sent
     * @param timestamp Unix time in seconds, as it stands in {@code X-Cld-Timestamp}
     */
    public String sign(byte[] body, String timestamp) {
        return HexFormat.of().formatHex(algorithm.sign(body, timestamp, secret));
    }
}
