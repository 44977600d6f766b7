package dev.imagegen.flow;

import dev.imagegen.access.ApiKey;
import dev.imagegen.catalog.ReferenceSizes;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.contract.Storage;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.task.TaskStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How large the reference images of a request are, as far as our own table knows: it does of the images that were made here. They
 * are looked up when a price asks for them, once. Not safe for concurrent use.
 */
final class StoredReferenceSizes implements ReferenceSizes {

    private final TaskStore tasks;
    private final ApiKey caller;
    private final List<ReferenceImage> references;
    private final List<Optional<OptionalLong>> known;

    StoredReferenceSizes(TaskStore tasks, ApiKey caller, List<ReferenceImage> references) {
        this.tasks = tasks;
        this.caller = caller;
        this.references = references;
        this.known = new ArrayList<>(references.stream().map(_ -> Optional.<OptionalLong>empty()).toList());
    }

    @Override
    public int count() {
        return references.size();
    }

    @Override
    public OptionalLong pixels(int index) {
        return known.get(index).orElseGet(() -> {
            OptionalLong pixels = switch (references.get(index)) {
                case ReferenceImage.ByUrl _ -> OptionalLong.empty();
                case ReferenceImage.ByAssetId(String id) -> ofAsset(id);
            };
            known.set(index, Optional.of(pixels));
            return pixels;
        });
    }

    private boolean mayUse(Task task) {
        boolean made = caller.root() || task.apiKey().equals(caller.id());
        return task.cloud().equals(caller.cloud()) && (made || task.state() instanceof Completed completed
                && completed.asset().storage() instanceof Storage.Managed stored && caller.assets().reaches(stored.publicId()));
    }

    /** An image that was overwritten may have any size by now; that of another key is none, so that no price tells of it. */
    private OptionalLong ofAsset(String id) {
        return tasks.ofAsset(id)
                .filter(this::mayUse)
                .map(Task::state)
                .filter(state -> state instanceof Completed made && made.news().overwritten().isEmpty())
                .map(state -> ((Completed) state).asset())
                .map(asset -> OptionalLong.of((long) asset.width() * asset.height()))
                .orElse(OptionalLong.empty());
    }
}
