package dev.imagegen.local.smoke;

import dev.imagegen.local.smoke.SmokeClient.UnreachableException;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * A notification that nobody signed, which has to be refused: to find that, the function reads its secret. And one that means
 * nothing but is signed, if the secret is known here.
 */
final class WebhookCheck {

    private static final String WEBHOOK = "webhook";
    private static final String LOG = "WebhookLog";
    private static final String PATH = "/webhooks/cloudinary";
    private static final String BODY = "{\"notification_type\": \"imagegen_smoke\"}";

    private final SmokeClient client;
    private final BaseUrl base;
    private final Optional<String> secret;
    private final Clock clock;

    WebhookCheck(SmokeClient client, BaseUrl base, Optional<String> secret, Clock clock) {
        this.client = client;
        this.base = base;
        this.secret = secret;
        this.clock = clock;
    }

    Finding run() throws UnreachableException, InterruptedException {
        Reply unsigned = client.post(PATH, BODY, Map.of());
        if (base.ofFunction() || unsigned.status() == 404 && unsigned.code().equals("route_not_found")) {
            return Finding.notTried(WEBHOOK, "this address is the generate function's own: try BaseUrl too");
        }
        if (!unsigned.code().equals("invalid_signature")) {
            return Finding.wrong(WEBHOOK, unsigned.status() == 200
                    ? "It took a notification that nobody signed: this is not our function." : Diagnosis.of(unsigned, LOG));
        }
        if (secret.isEmpty()) {
            return Finding.ok(WEBHOOK, "refuses what nobody signed; with " + Credentials.WEBHOOK_SECRET
                    + " in the environment a signed one is tried too");
        }
        Reply signed = client.post(PATH, BODY, signature());
        return signed.status() == 200
                ? Finding.ok(WEBHOOK, "refuses what nobody signed, and takes what the secret signed")
                : Finding.wrong(WEBHOOK, Diagnosis.of(signed, LOG));
    }

    /** With the last part of the first line, as the deployment's secret may name its API key. */
    private Map<String, String> signature() {
        String line = secret.orElseThrow().strip().lines().findFirst().orElse("");
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        var signer = new NotificationSigner(SignatureAlgorithm.SHA256, line.substring(line.lastIndexOf(':') + 1));
        return Map.of("X-Cld-Timestamp", timestamp,
                "X-Cld-Signature", signer.sign(BODY.getBytes(StandardCharsets.UTF_8), timestamp));
    }
}
