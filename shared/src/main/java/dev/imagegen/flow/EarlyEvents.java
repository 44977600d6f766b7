package dev.imagegen.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.contract.Json;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.TaskStore;
import dev.imagegen.webhook.CloudinaryEvent.OfAsset;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import dev.imagegen.webhook.EventReader;
import dev.imagegen.webhook.EventWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Applies what is told about assets, and keeps what comes before any task knows the asset: it goes into the queue of jobs and
 * is applied again, a few times within half an hour. By then the task has ended, or the asset is none of ours.
 *
 * <p>The queue is the one place where such an event is kept. It is sent there before anybody takes it for done, and applying
 * it twice changes nothing, so a crash at any point costs a repeat and no event.
 */
public final class EarlyEvents {

    /** Soon after the task ended; after the sweep found a dead worker; and for a table or a store that did not answer for long. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(20), Duration.ofSeconds(90), Duration.ofMinutes(10), Duration.ofMinutes(15));

    private final AssetChanges changes;
    private final JobQueue jobs;
    private final EventReader reader = new EventReader();
    private final Clock clock;
    private final Log log;

    /** @param delivery scheme and host under which the store delivers images */
    public EarlyEvents(TaskStore tasks, AssetRegistry registry, JobQueue jobs, Endings endings, URI delivery, Clock clock,
            Log log) {
        this.changes = new AssetChanges(tasks, registry, endings, delivery, clock, log);
        this.jobs = jobs;
        this.clock = clock;
        this.log = log;
    }

    /** Applies what came too early before. */
    public void again(Job.Told job) {
        if (reader.read(job.event().getBytes(StandardCharsets.UTF_8), clock.instant()) instanceof OfAsset event) {
            apply(event, job.tries());
        } else {
            log.error("event_not_kept_whole", null);
        }
    }

    /** True if applying it would change nothing, now and later. */
    boolean saysNothing(OfAsset event) {
        return event instanceof Uploaded upload && changes.saysNothing(upload);
    }

    /** @param tries how often it was applied before */
    void apply(OfAsset event, int tries) {
        changes.apply(event).ifPresent(left -> {
            ObjectNode kept = EventWriter.write(left);
            if (tries < PAUSES.size()) {
                jobs.send(new Job.Told(Json.write(kept), tries + 1), Optional.empty(), PAUSES.get(tries));
            } else {
                log.info("event_of_no_task", "type", kept.path("notification_type").asText());
            }
        });
    }
}
