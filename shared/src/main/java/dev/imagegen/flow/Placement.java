package dev.imagegen.flow;

import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Storage;
import dev.imagegen.log.Log;
import dev.imagegen.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * Moves an image to the public id that its caller named, if it was stored elsewhere: an engine that stores images itself would
 * replace whatever lies there, so it is given the derived public id where that must not be.
 */
final class Placement {

    /** A sentence says why after it. */
    static final String ELSEWHERE = "The target was refused, so the image was stored under a public id of its own. ";

    private final GuardedUploads uploads;
    private final Log log;

    Placement(GuardedUploads uploads, Log log) {
        this.uploads = uploads;
        this.log = log;
    }

    /** @param notices what the caller should know if it lies elsewhere */
    record Placed(StoredAsset asset, List<Notice> notices) {}

    /** The image is stored already: whatever stands against its place, it stays where it is. */
    Placed of(Task task, StoredAsset asset) {
        Optional<String> wanted = GuardedUploads.wanted(task, task.order().target())
                .filter(publicId -> asset.storage() instanceof Storage.Managed stored && !stored.publicId().equals(publicId));
        if (wanted.isEmpty()) {
            return new Placed(asset, List.of());
        }
        try {
            return new Placed(uploads.move(task, asset, wanted.get()), List.of());
        } catch (RuntimeException e) {
            log.warn("image_not_moved", e, "request_id", task.requestId(), "task_id", task.id());
            String why = e instanceof StoreException refused ? refused.error().message() : "It could not be moved.";
            return new Placed(asset, List.of(Notice.warning(ELSEWHERE + why)));
        }
    }
}
