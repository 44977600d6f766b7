package dev.imagegen.local.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Addresses that end: the query says when, and is signed. */
public final class EndingAddress {

    private static final String ALGORITHM = "HmacSHA256";

    private final String end;
    private final Duration life;
    private final Clock clock;
    private final SecretKeySpec secret;

    /**
     * @param end the name of the parameter that says when it ends
     * @param life how long one is good
     */
    public EndingAddress(String end, Duration life, Clock clock, RandomGenerator random) {
        this.end = end;
        this.life = life;
        this.clock = clock;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The path with a query that makes it good from now on. */
    public String of(String path) {
        return until(path, clock.instant().plus(life));
    }

    /** The path with the query of one that has ended. */
    public String ended(String path) {
        return until(path, clock.instant());
    }

    private String until(String path, Instant until) {
        String seconds = String.valueOf(until.getEpochSecond());
        return path + "?" + end + "=" + seconds + "&sig=" + signature(path, seconds);
    }

    /** True if the call is for such an address, unaltered, and its end is still to come. */
    public boolean admits(Call call) {
        String seconds = call.parameter(end).orElse("");
        String given = call.parameter("sig").orElse("");
        return MessageDigest.isEqual(given.getBytes(UTF_8), signature(call.path(), seconds).getBytes(UTF_8))
                && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    private String signature(String path, String seconds) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal((path + "?" + seconds).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every platform has this algorithm", e);
        }
    }
}
