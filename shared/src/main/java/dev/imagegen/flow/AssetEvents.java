package dev.imagegen.flow;

import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.log.Log;
import dev.imagegen.task.EventLog;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import dev.imagegen.webhook.CloudinaryEvent;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Generated;
import dev.imagegen.webhook.CloudinaryEvent.Other;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Applies what Cloudinary tells about assets to the tasks that made them. */
public final class AssetEvents {

    /** Longer than Cloudinary repeats an event, and than its signature is good for. */
    private static final Duration REMEMBERED = Duration.ofDays(3);
    /** How often a change is tried again when somebody else changed the task in between. */
    private static final int TRIES = 5;

    private final TaskStore tasks;
    private final JobQueue jobs;
    private final EventLog events;
    private final Endings endings;
    private final Clock clock;
    private final Log log;

    public AssetEvents(TaskStore tasks, JobQueue jobs, EventLog events, Endings endings, Clock clock, Log log) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.events = events;
        this.endings = endings;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Applies an event once; each change is harmless if a crash makes it happen twice.
     *
     * @param about the task that the notification's address names: who is not signed can at most have a task looked at
     */
    public void apply(String eventId, CloudinaryEvent event, Optional<String> about) {
        if (events.applied(eventId)) {
            log.info("event_repeated", "event_id", eventId);
            return;
        }
        switch (event) {
            case Uploaded uploaded -> uploaded.taskId().ifPresent(id -> uploaded(id, uploaded));
            case Deleted deleted -> deleted.assetIds().forEach(this::deleted);
            case Renamed renamed -> renamed(renamed);
            case Generated() -> about.ifPresent(id -> jobs.send(new Job.Advance(id), Duration.ZERO));
            case Other(String type) -> log.info("event_not_ours", "type", type);
        }
        events.record(eventId, clock.instant().plus(REMEMBERED));
    }

    /** The worker may have died after its upload: then this is how the image is not lost. */
    private void uploaded(String taskId, Uploaded event) {
        Optional<Task> running = tasks.find(taskId).filter(t -> !t.state().terminal());
        Optional<ImageFormat> format = WireEnum.find(ImageFormat.class, event.format().equals("jpg") ? "jpeg" : event.format());
        // A temporary asset needs a signed address, which only the worker can make: its lease runs out, and it is made again.
        boolean managed = event.type().equals("upload");
        if (running.isEmpty() || format.isEmpty() || !managed) {
            return;
        }
        var storage = new Storage.Managed(event.secureUrl(), event.assetId(), event.publicId(), event.version());
        var stored = new StoredAsset(
                event.assetId(), storage, format.get(), event.width(), event.height(), event.bytes());
        endings.complete(running.get(), stored, running.get().order().seed(), OptionalLong.empty(), List.of());
    }

    private void deleted(String assetId) {
        Instant now = clock.instant();
        amend(assetId, old -> old.assetGone().isPresent() ? old : new TaskState.Completed(
                old.asset(), old.assetId(), old.credits(), Optional.empty(), Optional.of(now)));
    }

    private void renamed(Renamed event) {
        amend(event.assetId(), old -> old.asset().storage() instanceof Storage.Managed managed
                ? new TaskState.Completed(renamed(old.asset(), managed, event), old.assetId(), old.credits(),
                        old.deleteAt(), old.assetGone())
                : old);
    }

    private static Asset renamed(Asset asset, Storage.Managed old, Renamed event) {
        var storage = new Storage.Managed(
                address(old.secureUrl(), old.publicId(), event.toPublicId()), old.assetId(), event.toPublicId(), old.version());
        return new Asset(storage, asset.format(), asset.width(), asset.height(), asset.bytes(), asset.model(), asset.seed(),
                asset.createdAt());
    }

    /** The same address with the other public id at its end, before the file's ending. */
    private static URI address(URI url, String from, String to) {
        String path = url.getPath();
        int at = path.lastIndexOf("/" + from);
        if (at < 0) {
            return url;
        }
        String renamed = path.substring(0, at) + "/" + to + path.substring(at + 1 + from.length());
        return url.resolve(encoded(renamed));
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No path of an address: " + path, e);
        }
    }

    private interface Change {
        TaskState.Completed of(TaskState.Completed old);
    }

    private void amend(String assetId, Change change) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Task> task = tasks.ofAsset(assetId);
            if (task.isEmpty() || !(task.get().state() instanceof TaskState.Completed old)) {
                log.info("event_of_no_task", "asset_id", assetId);
                return;
            }
            TaskState.Completed next = change.of(old);
            if (next.equals(old) || tasks.replace(task.get(), task.get().amended(next))) {
                return;
            }
        }
        throw new IllegalStateException("The task of asset " + assetId + " is changed all the time: try again");
    }
}
