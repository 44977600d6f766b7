package dev.imagegen.local.cloudinary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets calls in: with HTTP Basic, or with signed parameters. */
final class Gate {

    private static final Set<String> UNSIGNED =
            Set.of("file", "cloud_name", "resource_type", "api_key", "signature");
    private static final Duration SIGNATURE_LIFE = Duration.ofHours(1);

    private final Clock clock;

    Gate(Clock clock) {
        this.clock = clock;
    }

    /** For calls that change something: Basic, or a signature of the last hour. */
    void admit(Call call, Account account) {
        if (call.authorization().isPresent()) {
            admitBasic(call, account);
            return;
        }
        Instant signed = admitSigned(call, account);
        if (signed.isBefore(clock.instant().minus(SIGNATURE_LIFE))) {
            throw new Refusal(400, "Stale request - reported time is " + signed + " which is more than 1 hour ago");
        }
    }

    /** For calls of the Admin API. */
    void admitBasic(Call call, Account account) {
        byte[] expected = ("Basic " + Base64.getEncoder().encodeToString(
                (account.apiKey() + ":" + account.apiSecret()).getBytes(UTF_8))).getBytes(UTF_8);
        String given = call.authorization().orElseThrow(() -> new Refusal(401, "Must provide credentials"));
        if (!MessageDigest.isEqual(expected, given.getBytes(UTF_8))) {
            throw new Refusal(401, "Invalid credentials");
        }
    }

    /** For download links: a signature of any age, whose time it returns. */
    Instant admitSigned(Call call, Account account) {
        String given = call.parameter("signature").orElseThrow(() -> new Refusal(401, "Missing signature"));
        String key = call.required("api_key");
        if (!key.equals(account.apiKey())) {
            throw new Refusal(401, "Invalid api_key " + key);
        }
        Instant signed = seconds(call, "timestamp");
        if (signatures(call, account).noneMatch(s -> MessageDigest.isEqual(s.getBytes(UTF_8), given.getBytes(UTF_8)))) {
            throw new Refusal(
                    401, "Invalid Signature " + given + ". String to sign - '" + toSign(call, false) + "'.");
        }
        return signed;
    }

    static Instant seconds(Call call, String parameter) {
        String text = call.required(parameter);
        if (!text.matches("\\d{1,11}")) {
            throw new Refusal(400, "Invalid " + parameter + " " + text);
        }
        return Instant.ofEpochSecond(Long.parseLong(text));
    }

    /** Nothing in a call says which version and hash was used, so every one is tried, as the real one must. */
    private static Stream<String> signatures(Call call, Account account) {
        return Stream.of(true, false).flatMap(escaped -> List.of(Hash.SHA1, Hash.SHA256).stream()
                .map(hash -> hash.hex(toSign(call, escaped) + account.apiSecret())));
    }

    private static String toSign(Call call, boolean escaped) {
        return new TreeMap<>(call.parameters()).entrySet().stream()
                .filter(p -> !UNSIGNED.contains(p.getKey()) && !p.getValue().isEmpty())
                .map(p -> p.getKey() + "=" + (escaped ? p.getValue().replace("&", "%26") : p.getValue()))
                .collect(Collectors.joining("&"));
    }
}
