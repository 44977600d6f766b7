package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.time.Sleeper;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends notifications, and tries three times more where the answer is no 200. Whether anybody listens changes nothing else. */
final class Notifier implements AutoCloseable {

    private static final int TRIES = 4;
    private static final Duration BETWEEN = Duration.ofMinutes(3);

    private final Optional<NotificationSettings> settings;
    private final Clock clock;
    private final Sleeper pauses;
    private final PostBag bag = new PostBag();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param settings empty if only those are told whom a call names */
    Notifier(Optional<NotificationSettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.pauses = settings.map(NotificationSettings::pauses).orElse(Sleeper.ofThread());
    }

    void disturb(Disturbance disturbance) {
        send(bag.disturb(disturbance));
    }

    /** Tells it whoever wants to know, and returns at once. @param named by the call; empty for who hears of everything */
    void tell(ObjectNode event, Account account, Optional<URI> named) {
        address(named).ifPresent(url -> send(bag.put(notification(url, event, account))));
    }

    /** True if there is anybody to tell. */
    boolean isHeard(Optional<URI> named) {
        return address(named).isPresent();
    }

    /** Tells it, and returns when it was sent for the first time, or was dropped or held back. */
    void tellNow(ObjectNode event, Account account, URI url) {
        for (PostBag.Outgoing out : bag.put(notification(url, event, account))) {
            if (out.delay().isPositive() || !arrives(out.notification())) {
                threads.execute(() -> send(out.notification(), out.delay().isPositive() ? out.delay() : BETWEEN, TRIES - 1));
            }
        }
    }

    private Optional<URI> address(Optional<URI> named) {
        return named.or(() -> settings.map(NotificationSettings::url));
    }

    private Notification notification(URI url, ObjectNode event, Account account) {
        ObjectNode signed = event.deepCopy()
                .put("signature_key", settings.map(NotificationSettings::key).orElse(account.apiKey()));
        return new Notification(url, Json.bytes(signed), settings
                .map(s -> new NotificationSigner(s.algorithm(), s.secret()))
                .orElseGet(() -> new NotificationSigner(SignatureAlgorithm.SHA1, account.apiSecret())));
    }

    private void send(List<PostBag.Outgoing> all) {
        all.forEach(out -> threads.execute(() -> send(out.notification(), out.delay(), TRIES)));
    }

    private void send(Notification notification, Duration pause, int tries) {
        try {
            Duration next = pause;
            for (int i = 0; i < tries; i++) {
                if (next.isPositive()) {
                    pauses.sleep(next);
                }
                if (arrives(notification)) {
                    return;
                }
                next = BETWEEN;
            }
        } catch (CancellationException stopped) {
            // The emulator ends: what is not told by now, nobody hears.
        }
    }

    private boolean arrives(Notification notification) {
        try {
            return client.send(notification.request(clock.instant().getEpochSecond()), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobodyListens) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        client.close();
    }
}
