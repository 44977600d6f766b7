package dev.imagegen.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every verifier of Standard Webhooks tells apart alike, around the vector that the standard's own libraries are tested with.
 *
 * @param accepted whether a verifier with these secrets takes the rest at {@link #NOW}
 * @param secrets one, or two with a blank between them
 * @param id null if the header is missing, as for the next two
 */
record ThirteenCases(
        String title, boolean accepted, String secrets, String id, String timestamp, String signatures, String body) {

    static final Instant NOW = Instant.ofEpochSecond(1614265330);

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEWER = "whsec_bm90LXRoZS1vbGRlci1vbmUtYnV0LWEtbmV3LW9uZQ==";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String WRONG = "v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    static Stream<ThirteenCases> all() {
        String now = String.valueOf(NOW.getEpochSecond());
        String old = String.valueOf(NOW.getEpochSecond() - 301);
        String future = String.valueOf(NOW.getEpochSecond() + 301);
        return Stream.of(
                new ThirteenCases("valid", true, SECRET, ID, now, RIGHT, BODY),
                new ThirteenCases("no id", false, SECRET, null, now, RIGHT, BODY),
                new ThirteenCases("no timestamp", false, SECRET, ID, null, RIGHT, BODY),
                new ThirteenCases("no signature", false, SECRET, ID, now, null, BODY),
                new ThirteenCases("wrong signature", false, SECRET, ID, now, WRONG, BODY),
                new ThirteenCases("wrong body", false, SECRET, ID, now, RIGHT, BODY + " "),
                new ThirteenCases("old timestamp", false, SECRET, ID, old, signed(old), BODY),
                new ThirteenCases("future timestamp", false, SECRET, ID, future, signed(future), BODY),
                new ThirteenCases("timestamp that is no number", false, SECRET, ID, "now", signed("now"), BODY),
                new ThirteenCases("several signatures, one right", true, SECRET, ID, now, WRONG + " v2,AA " + RIGHT + " v1,AA", BODY),
                new ThirteenCases("unknown version", false, SECRET, ID, now, RIGHT.replace("v1", "v2"), BODY),
                new ThirteenCases("secret without its prefix", true, SECRET.replace("whsec_", ""), ID, now, RIGHT, BODY),
                new ThirteenCases("two secrets while rotating", true, NEWER + " " + SECRET, ID, now, RIGHT, BODY));
    }

    private static String signed(String timestamp) {
        return new StandardSigner(SECRET).sign(BODY.getBytes(UTF_8), ID, timestamp);
    }

    List<String> eachSecret() {
        return List.of(secrets.split(" "));
    }

    @Override
    public String toString() {
        return title;
    }
}
