package dev.imagegen.flow;

import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.delivery.WebhookSettings;
import dev.imagegen.delivery.WebhookSettingsStore;
import dev.imagegen.net.ReceiverRules;
import java.net.URI;
import java.util.Optional;

/** Who is told when the task of a request ends. */
public final class Recipients {

    private final WebhookSettingsStore settings;
    private final ReceiverRules rules;

    /** @param rules which addresses may be named */
    public Recipients(WebhookSettingsStore settings, ReceiverRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    ReceiverRules rules() {
        return rules;
    }

    /**
     * The URL of the request, or else of the cloud, if the request is asynchronous: whoever waits for the answer needs no telling.
     *
     * @throws ImagegenException a 400 if the request names one and nothing can be signed
     */
    Optional<URI> of(String cloud, GenerationRequest request) {
        if (!request.async()) {
            return Optional.empty();
        }
        WebhookSettings chosen = settings.of(cloud);
        if (!chosen.secrets().isEmpty()) {
            return request.notificationUrl().or(chosen::notificationUrl);
        }
        request.notificationUrl().ifPresent(url -> {
            throw ImagegenException.invalid("notification_url",
                    ("'notification_url': there is no secret to sign with; make one with POST /v2/generate/%s/webhook_settings/secrets"
                            + " and a root key, or leave the field out.").formatted(cloud));
        });
        return Optional.empty();
    }
}
