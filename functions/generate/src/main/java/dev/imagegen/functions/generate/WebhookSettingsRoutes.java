package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.delivery.SettingsRequest;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.delivery.WebhookSettings;
import dev.imagegen.delivery.WebhookSettingsStore;
import dev.imagegen.log.Log;
import dev.imagegen.net.ReceiverRules;
import java.net.URI;
import java.util.List;

/** {@code GET} and {@code PUT webhook_settings}: where a cloud is told, and how it is signed. */
final class WebhookSettingsRoutes {

    private static final String URL = "notification_url";

    private final RootAccess access;
    private final WebhookSettingsStore settings;
    private final ReceiverRules receivers;
    private final Log log;

    WebhookSettingsRoutes(RootAccess access, WebhookSettingsStore settings, ReceiverRules receivers, Log log) {
        this.access = access;
        this.settings = settings;
        this.receivers = receivers;
        this.log = log;
    }

    Answer read(Call call) {
        return answer(settings.of(access.of(call).cloud()), call);
    }

    Answer write(Call call) {
        String cloud = access.of(call).cloud();
        SettingsRequest change = SettingsRequest.read(JsonBody.of(call));
        change.url().flatMap(receivers::problem).ifPresent(problem -> {
            throw ImagegenException.invalid(URL, "'%s': %s".formatted(URL, problem));
        });
        WebhookSettings after = settings.change(cloud, before -> changed(before, change));
        log.info("webhook_settings_changed", "request_id", call.requestId(), "cloud", cloud,
                "url", after.notificationUrl().isPresent(), "signature_algorithm", after.algorithm().wireName());
        return answer(after, call);
    }

    private static WebhookSettings changed(WebhookSettings before, SettingsRequest change) {
        if (change.url().isPresent() && before.secrets().isEmpty()) {
            throw ImagegenException.invalid(URL,
                    "'%s': there is no secret to sign with. Make one first: POST webhook_settings/secrets.".formatted(URL));
        }
        return change.on(before);
    }

    private static Answer answer(WebhookSettings settings, Call call) {
        ObjectNode data = Json.object().put(URL, settings.notificationUrl().map(URI::toString).orElse(null))
                .put("signature_algorithm", settings.algorithm().wireName());
        ArrayNode secrets = data.putArray("secrets");
        settings.secrets().forEach(secret -> secrets.add(named(secret)));
        ObjectNode body = Json.object();
        body.set("data", data);
        return Answer.envelope(200, body, List.of(), call.requestId()).with("Cache-Control", "no-store");
    }

    /** A secret without what is secret about it. */
    private static ObjectNode named(SigningSecret secret) {
        return Json.object().put("id", secret.id()).put("created_at", secret.createdAt().toString());
    }
}
