package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.delivery.WebhookSettings;
import dev.imagegen.delivery.WebhookSettingsStore;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** {@code POST webhook_settings/secrets} and {@code DELETE webhook_settings/secrets/{secret_id}}. */
final class SecretRoutes {

    private final RootAccess access;
    private final WebhookSettingsStore settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Log log;

    /** @param random a secure one */
    SecretRoutes(RootAccess access, WebhookSettingsStore settings, Clock clock, RandomGenerator random, Log log) {
        this.access = access;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    /** The only answer that has a secret in it. */
    Answer make(Call call) {
        String cloud = access.of(call).cloud();
        SigningSecret secret = SigningSecret.make(new Ids(clock, random).next(), clock.instant(), random);
        settings.change(cloud, before -> before.withSecret(secret));
        log.info("webhook_secret_made", "request_id", call.requestId(), "cloud", cloud, "secret_id", secret.id());
        ObjectNode body = Json.object();
        body.putObject("data")
                .put("id", secret.id())
                .put("secret", secret.secret())
                .put("created_at", secret.createdAt().toString());
        return Answer.envelope(201, body, List.of(), call.requestId()).with("Cache-Control", "no-store");
    }

    Answer drop(Call call) {
        String cloud = access.of(call).cloud();
        String id = call.pathParameter("secret_id");
        settings.change(cloud, before -> without(before, id));
        log.info("webhook_secret_dropped", "request_id", call.requestId(), "cloud", cloud, "secret_id", id);
        return Answer.empty(call.requestId());
    }

    private static WebhookSettings without(WebhookSettings before, String id) {
        WebhookSettings after = before.withoutSecret(id);
        if (after.secrets().size() == before.secrets().size()) {
            throw new ImagegenException(ErrorCode.SECRET_NOT_FOUND, "There is no signing secret with this id.");
        }
        if (after.secrets().isEmpty() && before.notificationUrl().isPresent()) {
            throw new ImagegenException(ErrorCode.SECRET_IN_USE,
                    "This is the last signing secret, and the cloud has a notification URL. Make a new secret first, or set"
                            + " the URL to null.");
        }
        return after;
    }
}
