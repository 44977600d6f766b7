package dev.imagegen.flow;

import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.log.Log;
import dev.imagegen.task.StoreNews;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.task.TaskStore;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.OfAsset;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Applies to tasks what the store tells about their assets, in whatever order and however often it does. */
final class AssetChanges {

    /** How often a change is tried again when somebody else changed the task in between. */
    private static final int TRIES = 5;
    /** Who stores an image mostly lives on and ends its task, with more than an event knows: its cost, its notices. */
    private static final Duration WORKER_FIRST = Duration.ofMinutes(1);

    private final TaskStore tasks;
    private final AssetRegistry registry;
    private final Endings endings;
    private final OrderedUpload ordered;
    private final Clock clock;
    private final Log log;

    AssetChanges(TaskStore tasks, AssetRegistry registry, Endings endings, URI delivery, Clock clock, Log log) {
        this.tasks = tasks;
        this.registry = registry;
        this.endings = endings;
        this.ordered = new OrderedUpload(delivery);
        this.clock = clock;
        this.log = log;
    }

    /** Applies it, any number of times with the same result. @return what could not be applied, because it came too early */
    Optional<OfAsset> apply(OfAsset event) {
        return switch (event) {
            case Uploaded uploaded -> uploaded.taskId().flatMap(tasks::find)
                    .map(task -> stored(task, uploaded))
                    .orElseGet(() -> storedByAnother(uploaded));
            case Deleted(List<String> assetIds, Instant at) -> {
                assetIds.forEach(registry::release);
                List<String> unknown = new ArrayList<>(assetIds);
                unknown.removeIf(id -> amend(id, old -> old.assetGone().isPresent() ? old : old.gone(at)));
                yield unknown.isEmpty() ? Optional.empty() : Optional.of(new Deleted(unknown, at));
            }
            case Renamed renamed -> {
                registry.releaseFrom(renamed.assetId(), renamed.fromPublicId());
                yield unless(amend(renamed.assetId(), old -> NewName.of(old, renamed)), renamed);
            }
            case Moderated moderated -> unless(
                    amend(moderated.assetId(), old -> old.told(old.news().with(List.of(moderated.moderation())))), moderated);
        };
    }

    /**
     * True if no task has to be changed for it, as for nearly all uploads: their tasks know the image, or it is none of ours.
     * Reads the task that the event names; where it names none, the one that is known by the asset.
     */
    boolean saysNothing(Uploaded event) {
        Optional<Task> maker = event.taskId().flatMap(tasks::find);
        if (maker.isPresent()) {
            return maker.get().state() instanceof Completed made && saysNothing(made, event);
        }
        return tasks.ofAsset(event.assetId())
                .map(task -> task.state() instanceof Completed old && byAnother(old, event).equals(old))
                .orElse(event.moderations().isEmpty());
    }

    private static boolean saysNothing(Completed made, Uploaded event) {
        return made.assetId().equals(event.assetId()) && byUs(made, event).equals(made);
    }

    private static Completed byUs(Completed old, Uploaded event) {
        return old.told(old.news().with(event.moderations()));
    }

    private static Completed byAnother(Completed old, Uploaded event) {
        return isNewer(event, old) ? old.told(overwritten(old.news(), event)) : byUs(old, event);
    }

    private static Optional<OfAsset> unless(boolean applied, OfAsset event) {
        return applied ? Optional.empty() : Optional.of(event);
    }

    /** An image whose uploader says that one of our tasks made it. */
    private Optional<OfAsset> stored(Task task, Uploaded event) {
        boolean its = task.state() instanceof Completed completed
                ? completed.assetId().equals(event.assetId())
                : ordered.is(task, event);
        if (!its) {
            log.warn("event_of_another_asset", null, "task_id", task.id(), "asset_id", event.assetId());
            return Optional.empty();
        }
        return switch (task.state()) {
            case Completed completed -> {
                if (!saysNothing(completed, event)) {
                    amend(event.assetId(), old -> byUs(old, event));
                }
                yield Optional.empty();
            }
            case TaskState.Failed _ -> {
                log.warn("asset_of_failed_task", null, "task_id", task.id(), "asset_id", event.assetId());
                yield Optional.empty();
            }
            case TaskState.Running running when running.leaseUntil().isAfter(clock.instant()) -> Optional.of(event);
            case TaskState.Queued _, TaskState.Running _, TaskState.Submitted _, TaskState.Generated _ -> {
                if (event.at().plus(WORKER_FIRST).isAfter(clock.instant())) {
                    yield Optional.of(event);
                }
                complete(task, event);
                yield Optional.empty();
            }
        };
    }

    /** The worker died after its upload: this is how the image is not lost. */
    private void complete(Task task, Uploaded event) {
        Optional<ImageFormat> format = WireEnum.find(ImageFormat.class, event.format().equals("jpg") ? "jpeg" : event.format());
        // A temporary asset needs a signed address, which only the worker can make: the next one does, from the spool.
        boolean managed = event.type().equals("upload");
        if (format.isEmpty() || !managed) {
            return;
        }
        var storage = new Storage.Managed(event.secureUrl(), event.assetId(), event.publicId(), event.version());
        var stored = new StoredAsset(event.assetId(), storage, format.get(), event.width(), event.height(), event.bytes(),
                event.moderations());
        endings.complete(task, stored, task.order().seed(), OptionalLong.empty(), List.of());
    }

    /** One of the add-on, which knows nothing of tasks, or of somebody who has nothing to do with us. */
    private Optional<OfAsset> storedByAnother(Uploaded event) {
        boolean applied = amend(event.assetId(), old -> byAnother(old, event));
        if (!applied && event.moderations().isEmpty()) {
            // As most uploads of an environment are. Only what a task would have to say is worth another look.
            log.info("event_of_no_task", "type", "upload");
            return Optional.empty();
        }
        return unless(applied, event);
    }

    private static boolean isNewer(Uploaded event, Completed old) {
        return old.asset().storage() instanceof Storage.Managed managed && event.version() > managed.version();
    }

    private static StoreNews overwritten(StoreNews news, Uploaded event) {
        return news.overwritten().filter(at -> !at.isBefore(event.at())).isPresent()
                ? news
                : news.with(event.moderations()).overwrittenAt(event.at());
    }

    /** @return false if no task is known to have made that asset */
    private boolean amend(String assetId, UnaryOperator<Completed> change) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Task> task = tasks.ofAsset(assetId);
            if (task.isEmpty() || !(task.get().state() instanceof Completed old)) {
                return false;
            }
            Completed next = change.apply(old);
            if (next.equals(old) || tasks.replace(task.get(), task.get().amended(next))) {
                return true;
            }
        }
        throw new IllegalStateException("The task of asset " + assetId + " is changed all the time: try again");
    }
}
