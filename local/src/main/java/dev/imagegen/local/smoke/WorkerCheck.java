package dev.imagegen.local.smoke;

import dev.imagegen.local.smoke.SmokeClient.UnreachableException;
import dev.imagegen.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A task that goes through the queue to the worker and costs nothing with any engine: an edit of an asset that is not there. The
 * worker asks the store for it, with our key, before it calls an engine; so the way into the store is tried too.
 */
final class WorkerCheck {

    private static final String WORKER = "worker";
    private static final String LOG = "WorkerLog";
    private static final String NOWHERE = "0".repeat(32);
    private static final Duration AT_MOST = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SmokeClient client;
    private final String cloudPath;
    private final Sleeper sleeper;
    private final Clock clock;

    WorkerCheck(SmokeClient client, String cloudPath, Sleeper sleeper, Clock clock) {
        this.client = client;
        this.cloudPath = cloudPath;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /** @param model one that takes references */
    Finding run(String model) throws UnreachableException, InterruptedException {
        Reply reply = client.post(cloudPath + "/image_to_image", """
                {"prompt": "a smoke test: nothing is made of this", "model": {"id": "%s"},
                 "reference_images": [{"source_type": "managed_asset", "asset_id": "%s"}]}""".formatted(model, NOWHERE));
        return reply.status() == 202 ? ended(reply.body().at("/data/task_id").asText()) : finding(reply);
    }

    private Finding ended(String taskId) throws UnreachableException, InterruptedException {
        Instant end = clock.instant().plus(AT_MOST);
        Reply task = client.get(cloudPath + "/tasks/" + taskId);
        while (task.status() == 200 && task.code().isEmpty() && clock.instant().isBefore(end)) {
            sleeper.sleep(PAUSE);
            task = client.get(cloudPath + "/tasks/" + taskId);
        }
        if (task.status() == 200 && task.code().isEmpty()) {
            return Finding.wrong(WORKER, "The task " + taskId + " is still " + task.body().at("/data/status").asText() + " after "
                    + AT_MOST.toSeconds() + " s: no worker took it. Look at " + LOG + ", at the event source mapping of the jobs queue,"
                    + " and at the account's quota of concurrency (calls that wait may take all of it: WorkerReservedConcurrency).");
        }
        return finding(task);
    }

    private static Finding finding(Reply reply) {
        boolean task = reply.header("x-task-id").isPresent() || reply.body().at("/data/task_id").isTextual();
        if (reply.code().equals("reference_not_found")) {
            return task
                    ? Finding.ok(WORKER, "took a task from the queue, and the store let it in")
                    : Finding.notTried(WORKER, "a client key may not name just any asset: use a root key");
        }
        return Finding.wrong(WORKER, Diagnosis.of(reply, task ? LOG : "GenerateLog"));
    }
}
