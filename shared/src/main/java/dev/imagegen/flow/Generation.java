package dev.imagegen.flow;

import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Takes one task from the queue to its end: claim, draw, store, complete. */
public final class Generation {

    private static final Duration RETRY_STORE_AFTER = Duration.ofSeconds(15);

    private final Claims claims;
    private final Endings endings;
    private final TaskStore tasks;
    private final JobQueue jobs;
    private final Catalog catalog;
    private final ImageEngine engine;
    private final References references;
    private final AssetStore assets;
    private final Duration temporaryLife;
    private final Clock clock;
    private final Log log;

    /** @param temporaryLife how long a temporary asset can be fetched */
    public Generation(
            Claims claims, Endings endings, TaskStore tasks, JobQueue jobs, Catalog catalog, ImageEngine engine,
            References references, AssetStore assets, Duration temporaryLife, Clock clock, Log log) {
        this.claims = claims;
        this.endings = endings;
        this.tasks = tasks;
        this.jobs = jobs;
        this.catalog = catalog;
        this.engine = engine;
        this.references = references;
        this.assets = assets;
        this.temporaryLife = temporaryLife;
        this.clock = clock;
        this.log = log;
    }

    /** Works on a task, if nobody else does and it has not ended. Any number of calls make one image and one charge. */
    public void run(String taskId) {
        claims.claim(taskId).ifPresent(this::work);
    }

    private void work(Task task) {
        try {
            Picture picture = engine.generate(Claims.drawing(task, references.fetch(task.order().references())));
            complete(task, picture, store(task, picture));
        } catch (StoreException e) {
            if (e.passing() && engine.repeatable()) {
                tryAgainLater(task, e);
            } else {
                log.error("task_not_stored", e, "task_id", task.id());
                endings.fail(task, e.error());
            }
        } catch (ImagegenException e) {
            log.warn("task_not_drawn", e, "task_id", task.id(), "attempt", task.attempt());
            endings.fail(task, e.error());
        }
    }

    private StoredAsset store(Task task, Picture picture) {
        ImageHeader header = ImageHeader.read(picture.bytes())
                .orElseThrow(() -> new EngineException(Failure.NO_IMAGE, "The provider's answer holds no image."));
        Instant expiresAt = clock.instant().plus(temporaryLife);
        return assets.store(new Upload(task.id(), picture.bytes(), header.format(), task.order().target(), expiresAt));
    }

    private void complete(Task task, Picture picture, StoredAsset stored) {
        OptionalLong seed = catalog.find(task.order().model().id())
                .map(model -> model.reportedSeed(task.order().seed(), picture.seed()))
                .orElse(OptionalLong.empty());
        endings.complete(task, stored, seed);
    }

    /** Drawing again is free, so the bytes need not be kept: the job comes back. */
    private void tryAgainLater(Task task, StoreException cause) {
        log.warn("store_unreachable", cause, "task_id", task.id(), "attempt", task.attempt());
        Duration delay = RETRY_STORE_AFTER.multipliedBy(task.attempt());
        Task queued = task.requeued(clock.instant().plus(delay).plus(Acceptance.RESEND_AFTER));
        if (tasks.replace(task, queued)) {
            jobs.send(new Job.Generate(task.id()), delay);
        }
    }
}
