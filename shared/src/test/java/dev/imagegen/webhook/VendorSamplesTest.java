package dev.imagegen.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudinary.api.signing.NotificationRequestSignatureVerifier;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.delivery.SigningSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What we sign, with secrets as we make them, before Cloudinary's own verifier; and written down below {@code target}, where
 * {@code .ci/webhooks} puts the same before the verifiers that there are for Node.
 */
class VendorSamplesTest {

    private static final Instant NOW = Instant.ofEpochSecond(StandardWebhooksTest.NOW);
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
            new StandardSigner(List.of(NEWER, OLDER)).headers("0123456789abcdef", NOW, body.getBytes(UTF_8)).forEach(sample::put);
            for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
                sample.put(algorithm.name().toLowerCase(Locale.ROOT), signature(algorithm, body));
            }
        }
        var cases = samples.putArray("cases");
        StandardWebhooksTest.thirteen().map(arguments -> arguments.get()).forEach(row -> cases.addObject()
                .put("title", (String) row[0])
                .put("accepted", (boolean) row[1])
                .put("secrets", (String) row[2])
                .put("webhook-id", (String) row[3])
                .put("webhook-timestamp", (String) row[4])
                .put("webhook-signature", (String) row[5])
                .put("body", (String) row[6]));

        Path file = Path.of(System.getProperty("imagegen.root"), "shared", "target", "webhook-samples.json");
        Files.writeString(file, samples.toPrettyString());

        assertTrue(Files.size(file) > 0);
    }
}
