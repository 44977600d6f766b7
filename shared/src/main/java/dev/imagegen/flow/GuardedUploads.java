package dev.imagegen.flow;

import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.Occupant;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.util.Optional;
import java.util.function.Function;

/** Stores images where their tasks want them, and replaces nothing there that the task's key may not replace. */
final class GuardedUploads {

    private final AssetStore assets;
    private final AssetRegistry registry;
    private final TaskStore tasks;

    GuardedUploads(AssetStore assets, AssetRegistry registry, TaskStore tasks) {
        this.assets = assets;
        this.registry = registry;
        this.tasks = tasks;
    }

    /** @throws StoreException as of {@link AssetStore#store}; it names what lies there if that is not to be replaced */
    StoredAsset store(Task task, Upload upload) {
        return wanted(task, upload.target()).isEmpty()
                ? assets.store(upload)
                : guarded(task, overwrite -> assets.store(upload.overwriting(overwrite)));
    }

    /**
     * The public id that the caller named, if not everything that lies there may be replaced.
     *
     * @param target the task's own, or another one
     */
    static Optional<String> wanted(Task task, Target target) {
        return !task.rights().all() && target instanceof Target.Managed managed ? managed.publicId() : Optional.empty();
    }

    /** @throws StoreException as of {@link #store} */
    StoredAsset move(Task task, StoredAsset asset, String publicId) {
        return guarded(task, overwrite -> assets.move(asset, publicId, overwrite));
    }

    private StoredAsset guarded(Task task, Function<Boolean, StoredAsset> overwriting) {
        try {
            return overwriting.apply(false);
        } catch (StoreException e) {
            if (e.occupant().filter(there -> mayReplace(task, there)).isEmpty()) {
                throw e;
            }
            return overwriting.apply(true);
        }
    }

    private boolean mayReplace(Task task, Occupant there) {
        return task.rights().overwrite() && (madeBy(task, there) || beingMadeBy(task, there));
    }

    /** Its key made just that image: whoever stored another one in its place since gave it another version. */
    private boolean madeBy(Task task, Occupant there) {
        return registry.maker(there.assetId())
                .filter(maker -> maker.cloud().equals(task.cloud()) && maker.apiKey().equals(task.apiKey()))
                .filter(maker -> maker.version() == there.version())
                .isPresent();
    }

    /** Another task of its key has stored it, and has not ended yet. */
    private boolean beingMadeBy(Task task, Occupant there) {
        return there.taskId()
                .flatMap(tasks::find)
                .filter(other -> other.cloud().equals(task.cloud()) && other.apiKey().equals(task.apiKey()))
                .filter(other -> !other.state().terminal())
                .isPresent();
    }
}
