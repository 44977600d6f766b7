package dev.imagegen.flow;

import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.log.Log;
import dev.imagegen.task.EventLog;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.TaskStore;
import dev.imagegen.webhook.CloudinaryEvent;
import dev.imagegen.webhook.CloudinaryEvent.Derived;
import dev.imagegen.webhook.CloudinaryEvent.Failed;
import dev.imagegen.webhook.CloudinaryEvent.Generated;
import dev.imagegen.webhook.CloudinaryEvent.OfAsset;
import dev.imagegen.webhook.CloudinaryEvent.Other;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Applies what Cloudinary tells about assets to the tasks that made them: each event once, in whatever order they come. */
public final class AssetEvents {

    /** Longer than Cloudinary repeats an event, and than its signature is good for. */
    private static final Duration REMEMBERED = Duration.ofDays(3);

    private final JobQueue jobs;
    private final EventLog events;
    private final EarlyEvents early;
    private final Clock clock;
    private final Log log;

    /** @param delivery scheme and host under which the store delivers images */
    public AssetEvents(
            TaskStore tasks, AssetRegistry registry, JobQueue jobs, EventLog events, Endings endings, URI delivery, Clock clock,
            Log log) {
        this.jobs = jobs;
        this.events = events;
        this.early = new EarlyEvents(tasks, registry, jobs, endings, delivery, clock, log);
        this.clock = clock;
        this.log = log;
    }

    /**
     * Applies an event once; each change is harmless if a crash makes it happen twice. An upload that says nothing new is not
     * remembered: told again, it says nothing again.
     *
     * @param about the task that the notification's address names: who is not signed can at most have a task looked at
     */
    public void apply(String eventId, CloudinaryEvent event, Optional<String> about) {
        if (event instanceof OfAsset told && early.saysNothing(told)) {
            log.info("event_says_nothing", "event_id", eventId);
            return;
        }
        if (events.applied(eventId)) {
            log.info("event_repeated", "event_id", eventId);
            return;
        }
        switch (event) {
            case OfAsset told -> early.apply(told, 0);
            case Generated() -> about.ifPresentOrElse(
                    id -> jobs.send(new Job.Advance(id), Optional.empty(), Duration.ZERO),
                    () -> log.info("event_of_no_task", "type", "generation"));
            case Derived(String assetId, List<String> failures) -> failures.forEach(
                    reason -> log.warn("derived_image_failed", null, "asset_id", assetId, "reason", reason));
            case Failed(String message) -> log.warn("store_reported_error", null, "message", message);
            case Other(String type) -> log.info("event_not_ours", "type", type);
        }
        events.record(eventId, clock.instant().plus(REMEMBERED));
    }
}
