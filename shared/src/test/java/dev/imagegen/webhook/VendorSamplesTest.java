package dev.imagegen.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudinary.api.signing.NotificationRequestSignatureVerifier;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.delivery.SigningSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What we sign, with secrets as we make them, before Cloudinary's own verifier; and written down below {@code target}, where
 * {@code .ci/webhooks} puts the same before the verifiers that there are for Node.
 */
class VendorSamplesTest {

    private static final Instant NOW = ThirteenCases.NOW;
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final Random RANDOM = new Random(7);
    private static final String NEWER = secret();
    private static final String OLDER = secret();
    private static final List<String> BODIES = List.of(
            "{\"notification_type\":\"generate_image\",\"http_status\":200,\"error\":null,\"data\":{\"assets\":[]}}",
            "{\"notification_type\":\"generate_image\",\"error\":{\"message\":\"größer als 水筒 \uD83D\uDCA1\"},\"data\":null}",
            "{ \"spaces\" : [ 1.0,\n\t2e3 ] }\n",
            "{}");

    private static String secret() {
        return SigningSecret.make("0a", NOW, RANDOM).secret();
    }

    private static String timestamp() {
        return String.valueOf(NOW.getEpochSecond());
    }

    private static String signature(SignatureAlgorithm algorithm, String body) {
        return new NotificationSigner(algorithm, NEWER).sign(body.getBytes(UTF_8), timestamp());
    }

    private static String standardSignature(String secret, String body) {
        return new StandardSigner(secret).sign(body.getBytes(UTF_8), ID, timestamp());
    }

    @ParameterizedTest
    @MethodSource("dev.imagegen.webhook.ThirteenCases#all")
    void ourVerifierTellsTheCasesApart(ThirteenCases one) {
        var verifier = new StandardVerifier(one.eachSecret(), Clock.fixed(ThirteenCases.NOW, ZoneOffset.UTC));

        assertEquals(one.accepted(), verifier.verify(one.body().getBytes(UTF_8), one.id(), one.timestamp(), one.signatures()));
    }

    @ParameterizedTest
    @EnumSource
    void cloudinarysVerifierTakesWhatWeSign(SignatureAlgorithm algorithm) {
        var vendor = new NotificationRequestSignatureVerifier(NEWER, com.cloudinary.SignatureAlgorithm.valueOf(algorithm.name()));
        for (String body : BODIES) {
            assertTrue(vendor.verifySignature(body, timestamp(), signature(algorithm, body)), body);
        }
    }

    @Test
    void samplesAreWrittenDownForOtherVerifiers() throws Exception {
        ObjectNode samples = Json.object().put("now", NOW.getEpochSecond()).put("newer", NEWER).put("older", OLDER);
        var signed = samples.putArray("signed");
        for (String body : BODIES) {
            ObjectNode sample = signed.addObject().put("body", body);
            sample.put("webhook-id", ID).put("webhook-timestamp", timestamp());
            sample.put("webhook-signature", standardSignature(NEWER, body) + " " + standardSignature(OLDER, body));
            for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
                sample.put(algorithm.name().toLowerCase(Locale.ROOT), signature(algorithm, body));
            }
        }
        var cases = samples.putArray("cases");
        ThirteenCases.all().forEach(one -> cases.addObject()
                .put("title", one.title())
                .put("accepted", one.accepted())
                .put("secrets", one.secrets())
                .put("webhook-id", one.id())
                .put("webhook-timestamp", one.timestamp())
                .put("webhook-signature", one.signatures())
                .put("body", one.body()));

        Path file = Path.of(System.getProperty("imagegen.root"), "shared", "target", "webhook-samples.json");
        Files.writeString(file, samples.toPrettyString());

        assertTrue(Files.size(file) > 0);
    }
}
