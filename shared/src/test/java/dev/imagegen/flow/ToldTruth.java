package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.contract.Storage;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.webhook.CloudinaryEvent;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a completed task has to say of its image: what is so, as far as anybody was told. */
final class ToldTruth {

    private final ToldAssets assets;
    private final Map<String, List<CloudinaryEvent>> byAsset;

    ToldTruth(ToldAssets assets, Map<String, List<CloudinaryEvent>> byAsset) {
        this.assets = assets;
        this.byAsset = byAsset;
    }

    void check(Task task, Completed state) {
        List<CloudinaryEvent> events = byAsset.getOrDefault(state.assetId(), List.of());
        ToldAssets.Image image = assets.image(state.assetId());
        if (state.asset().storage() instanceof Storage.Managed managed) {
            String name = last(events, Renamed.class, Renamed::at).map(Renamed::toPublicId).orElse(image.storedAs());
            assertEquals(name, managed.publicId(), () -> events + " of " + task);
            assertTrue(managed.secureUrl().getPath().endsWith("/" + name + ".png"), () -> managed + " of " + task);
            assertEquals(last(events, Deleted.class, Deleted::at).map(Deleted::at), state.assetGone(), () -> events + " of " + task);
        } else {
            assertTrue(image.gone() && state.assetGone().isPresent(), () -> "still there: " + task);
        }
        Optional<Verdict> verdict = image.moderated() ? Optional.of(verdict(state, events)) : Optional.empty();
        assertEquals(verdict, state.news().moderations().stream().map(Moderation::verdict).findFirst(), () -> events + " of " + task);
        assertEquals(verdict.equals(Optional.of(Verdict.REJECTED)), state.failure().isPresent());
        assertEquals(Optional.empty(), state.news().overwritten());
    }

    /** It is pending from each upload until a verdict that came after it. */
    private static Verdict verdict(Completed state, List<CloudinaryEvent> events) {
        long stored = Math.max(((Storage.Managed) state.asset().storage()).version(),
                last(events, Uploaded.class, Uploaded::at).map(Uploaded::version).orElse(0L));
        return last(events, Moderated.class, e -> e.moderation().at())
                .map(Moderated::moderation)
                .filter(m -> !m.at().isBefore(Instant.ofEpochSecond(stored)))
                .map(Moderation::verdict)
                .orElse(Verdict.PENDING);
    }

    private static <E> Optional<E> last(List<CloudinaryEvent> events, Class<E> kind, Function<E, Instant> at) {
        return events.stream().filter(kind::isInstance).map(kind::cast).max(Comparator.comparing(at));
    }
}
