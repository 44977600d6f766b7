package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.webhook.CloudinaryEvent;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import dev.imagegen.webhook.EventReader;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.NotificationVerifier;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The way of notifications to the service: they are lost, repeated, late and shuffled. */
final class ChancePost {

    private static final String SECRET = "not-a-real-secret";
    private static final int LATEST_SECONDS = 600;

    /** What goes wrong. @param drop share that is lost @param duplicate share that comes twice */
    record Mishaps(double drop, double duplicate) {}

    private final Mishaps mishaps;
    private final ChanceTime time;
    private final InMemoryTable table;
    private final AssetEvents events;
    private final EventReader reader = new EventReader();
    private final NotificationVerifier verifier;
    private final Set<CloudinaryEvent> heard = new HashSet<>();
    private int told;
    private int dropped;

    /** @param table fails now and then while an event is applied */
    ChancePost(Mishaps mishaps, ChanceTime time, InMemoryTable table, AssetEvents events) {
        this.mishaps = mishaps;
        this.time = time;
        this.table = table;
        this.events = events;
        this.verifier = new NotificationVerifier(List.of("123:" + SECRET), time.clock());
    }

    void tell(ObjectNode event) {
        post(Json.bytes(event.put("signature_key", "123")), Optional.empty());
    }

    void tellOfGeneration(String taskId) {
        post(Json.bytes(Json.object().put("notification_type", "generate_image").put("task_id", taskId)), Optional.of(taskId));
    }

    private void post(byte[] body, Optional<String> about) {
        told++;
        if (time.chance(mishaps.drop())) {
            dropped++;
            return;
        }
        for (int copies = time.chance(mishaps.duplicate()) ? 2 : 1; copies > 0; copies--) {
            if (time.chance(0.3)) {
                hear(body, about);
            } else {
                time.at(Duration.ofMillis(time.any(LATEST_SECONDS * 1000)), () -> hear(body, about));
            }
        }
    }

    /** As the webhook function does; where the table does not answer, the notification comes again. */
    private void hear(byte[] body, Optional<String> about) {
        String second = String.valueOf(time.now().getEpochSecond());
        assertTrue(verifier.verify(body, second, new NotificationSigner(SignatureAlgorithm.SHA1, SECRET).sign(body, second)));
        CloudinaryEvent event = reader.read(body, time.now());
        boolean down = time.chance(0.02);
        table.failNext(down ? 1 : 0);
        try {
            events.apply(reader.id(body), event, about);
            heard.add(event);
        } catch (IllegalStateException e) {
            time.at(Duration.ofMinutes(3), () -> hear(body, about));
        } finally {
            table.failNext(0);
        }
    }

    int told() {
        return told;
    }

    int dropped() {
        return dropped;
    }

    /** What arrived, by the asset that it is about. */
    Map<String, List<CloudinaryEvent>> heardByAsset() {
        Map<String, List<CloudinaryEvent>> all = new HashMap<>();
        for (CloudinaryEvent event : heard) {
            switch (event) {
                case Renamed e -> all.computeIfAbsent(e.assetId(), _ -> new ArrayList<>()).add(e);
                case Uploaded e -> all.computeIfAbsent(e.assetId(), _ -> new ArrayList<>()).add(e);
                case Moderated e -> all.computeIfAbsent(e.assetId(), _ -> new ArrayList<>()).add(e);
                case Deleted e -> e.assetIds().forEach(id -> all.computeIfAbsent(id, _ -> new ArrayList<>()).add(e));
                default -> { }
            }
        }
        return all;
    }
}
