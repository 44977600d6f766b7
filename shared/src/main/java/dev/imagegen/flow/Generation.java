package dev.imagegen.flow;

import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

/** Takes one task from the queue to its end: claim, draw, store, complete. */
public final class Generation {

    /** How often an engine is asked that is overloaded: after 1, 2 and 4 seconds again. */
    private static final int ENGINE_TRIES = 4;

    private static final Duration RETRY_ENGINE_AFTER = Duration.ofMillis(500);
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

    private void work(Lease lease) {
        Task task = lease.task();
        try {
            Picture picture = switch (engine.generate(drawing(task, references.fetch(task.order().references())))) {
                case Picture drawn -> drawn;
                case Delivered _, Pending _ -> throw new IllegalStateException("No engine does that yet");
            };
            StoredAsset stored = store(task, picture);
            complete(lease.stop(), picture, stored);
        } catch (StoreException e) {
            // Drawing again must be free: the bytes are not kept.
            boolean again = e.passing() && engine.repeatable();
            endOrTryAgain(lease.stop(), e, again, RETRY_STORE_AFTER.multipliedBy(task.attempt()));
        } catch (EngineException e) {
            boolean again = e.failure().safeToRepeat() && task.attempt() < ENGINE_TRIES;
            endOrTryAgain(lease.stop(), e, again, RETRY_ENGINE_AFTER.multipliedBy(1L << task.attempt()));
        } catch (ImagegenException e) {
            endOrTryAgain(lease.stop(), e, false, Duration.ZERO);
        } finally {
            lease.stop();
        }
    }

    private Drawing drawing(Task task, List<byte[]> references) {
        Order order = task.order();
        Model model = catalog.find(order.model().id()).orElseThrow();
        return new Drawing(task.id(), model.id(), model.providerModel(), order.prompt(), order.width(), order.height(),
                model.sizes().shapeOf(new Pixels(order.width(), order.height())), order.format(), order.seed(), references,
                order.target());
    }

    /** The job that comes back later holds no worker in between. */
    private void endOrTryAgain(Task task, ImagegenException cause, boolean again, Duration delay) {
        log.warn(again ? "task_tried_again_later" : "task_not_made", cause, "request_id", task.requestId(), "task_id",
                task.id(), "attempt", task.attempt());
        if (!again) {
            endings.fail(task, cause.error());
            return;
        }
        Task queued = task.requeued(clock.instant().plus(delay).plus(Acceptance.RESEND_AFTER));
        if (tasks.replace(task, queued)) {
            jobs.send(new Job.Generate(task.id()), delay);
        }
    }

    private StoredAsset store(Task task, Picture picture) {
        ImageHeader header = ImageHeader.read(picture.bytes())
                .orElseThrow(() -> new EngineException(Failure.NO_IMAGE, "The provider's answer holds no image."));
        // Whole seconds, as the signed address has them: it must not end before the answer says so.
        Instant expiresAt = clock.instant().plus(temporaryLife).truncatedTo(ChronoUnit.SECONDS);
        return assets.store(new Upload(task.id(), picture.bytes(), header.format(), task.order().target(), expiresAt));
    }

    private void complete(Task task, Picture picture, StoredAsset stored) {
        OptionalLong seed = catalog.find(task.order().model().id())
                .map(model -> model.reportedSeed(task.order().seed(), picture.seed()))
                .orElse(OptionalLong.empty());
        endings.complete(task, stored, seed);
    }
}
