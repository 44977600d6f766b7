package dev.imagegen.functions.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.delivery.Receiver;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.delivery.WebhookSettings;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Picture;
import dev.imagegen.flow.Steps;
import dev.imagegen.log.Log;
import dev.imagegen.net.PostOutcome;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.InMemoryRefusals;
import dev.imagegen.testing.InMemorySpool;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.InMemoryWebhookSettings;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerFunctionTest {

    private final MutableClock clock = new MutableClock();
    private final InMemoryTable table = new InMemoryTable();
    private final RecordingJobs jobs = new RecordingJobs();
    private final InMemoryAssets assets = new InMemoryAssets();
    private final ScriptedEngine engine = new ScriptedEngine(true);
    private final RecordingJobs told = new RecordingJobs();
    private final List<URI> posted = new CopyOnWriteArrayList<>();
    private Receiver receiver = (url, headers, json) -> new PostOutcome(OptionalInt.of(204), Optional.empty(), "delivered");
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private volatile String notLogged = "none of the lines";
    private final PrintStream lines = new PrintStream(logged) {
        @Override
        public void println(String line) {
            if (line.contains(notLogged)) {
                throw new OutOfMemoryError("for the test");
            }
            super.println(line);
        }
    };
    private final InMemoryWebhookSettings settings = new InMemoryWebhookSettings();
    private final AtomicInteger deployments = new AtomicInteger();
    private final DeliveryParts telling = new DeliveryParts(table.notifications(), settings, table, this::post, told);
    private final WorkerFunction worker = new WorkerFunction(new Wiring(table, table, table, jobs, telling,
            Catalog.load(), Engines.only(engine), new InMemoryCapacity(), table, new InMemorySpool(), assets,
            new InMemoryRefusals(), uri -> new byte[0], Duration.ofHours(1), URI.create("https://example.com"), Steps.unwatched(),
            pause -> { }, clock, clock::nanos, new Random(1), deployments::incrementAndGet,
            new Log(lines, clock)));

    private PostOutcome post(URI url, Map<String, String> headers, byte[] json) {
        posted.add(url);
        return receiver.post(url, headers, json);
    }

    private Task accepted() {
        Task task = Samples.task(Samples.CLOUD, Target.DEFAULT, 3, Allowance.unlimited());
        table.accept(task);
        return task;
    }

    private SQSBatchResponse deliver(String... bodies) {
        List<SQSEvent.SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            var message = new SQSEvent.SQSMessage();
            message.setMessageId("m" + messages.size());
            message.setBody(body);
            messages.add(message);
        }
        var event = new SQSEvent();
        event.setRecords(messages);
        return worker.handleRequest(event, null);
    }

    private static String job(Task task) {
        return Job.write(new Job.Advance(task.id()));
    }

    private static List<String> failed(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .sorted()
                .toList();
    }

    @Test
    void theAuditOfTheScheduleSaysThatTheBalancesAreRight() {
        accepted();

        assertEquals(List.of(), failed(deliver("{\"job\":\"audit\"}")));

        assertTrue(logged.toString().contains("\"event\":\"audit_done\",\"figures\":\"8\",\"wrong\":\"0\""), logged.toString());
    }

    @Test
    void aBatchIsWorkedOnSideBySide() {
        var together = new CyclicBarrier(3);
        engine.does(d -> {
            try {
                together.await(5, TimeUnit.MINUTES);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("The jobs do not run at the same time", e);
            }
            return new Picture(Png.of(d.width(), d.height()), d.seed());
        });

        SQSBatchResponse response = deliver(job(accepted()), job(accepted()), job(accepted()));

        assertEquals(List.of(), failed(response));
        assertEquals(3, assets.count());
    }

    @Test
    void whatTheStoreToldTooEarlyIsAppliedAgain() {
        Task task = accepted();
        assertEquals(List.of(), failed(deliver(job(task))));
        String event = "{\"notification_type\": \"delete\", \"resources\": [{\"asset_id\": \"" + task.id() + "\"}]}";

        assertEquals(List.of(), failed(deliver(Job.write(new Job.Told(event, 1)))));

        var state = assertInstanceOf(TaskState.Completed.class, table.find(task.id()).orElseThrow().state());
        assertEquals(Optional.of(clock.instant()), state.assetGone());
    }

    @Test
    void aMessageThatFailsComesAgainAndTheOthersDoNot() {
        Task good = accepted();
        Task bad = accepted();
        engine.does(d -> {
            if (d.taskId().equals(bad.id())) {
                throw new IllegalStateException("A bug");
            }
            return new Picture(Png.of(d.width(), d.height()), d.seed());
        });

        SQSBatchResponse response = deliver(job(good), job(bad), "no job", "{\"job\": \"other\"}");

        assertEquals(List.of("m1", "m2", "m3"), failed(response));
        assertInstanceOf(TaskState.Completed.class, table.find(good.id()).orElseThrow().state());
    }

    @Test
    void anErrorOfTheMachineFailsItsMessageOnly() {
        Task good = accepted();
        Task large = accepted();
        engine.does(d -> {
            if (d.taskId().equals(large.id())) {
                throw new OutOfMemoryError("for the test");
            }
            return new Picture(Png.of(d.width(), d.height()), d.seed());
        });

        assertEquals(List.of("m0"), failed(deliver(job(large), job(good))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no job", "{\"job\": \"advance\"}", "", "null"})
    void failureThatCannotBeLoggedStillFailsItsMessage(String body) {
        notLogged = "job_failed";

        assertEquals(List.of("m1"), failed(deliver(job(accepted()), body, job(accepted()))));
        assertEquals(2, assets.count());
    }

    @Test
    void messageThatThrowsInItsLastLineComesAgain() {
        Task good = accepted();
        notLogged = "{";

        assertEquals(List.of("m0", "m1"), failed(deliver(job(accepted()), job(good))));

        notLogged = "none of the lines";
        assertEquals(List.of(), failed(deliver(job(good))));
        assertInstanceOf(TaskState.Completed.class, table.find(good.id()).orElseThrow().state());
    }

    @Test
    void stackThatOverflowsFailsItsMessageOnly() {
        Task deep = accepted();
        engine.does(d -> {
            if (d.taskId().equals(deep.id())) {
                throw new StackOverflowError("for the test");
            }
            return new Picture(Png.of(d.width(), d.height()), d.seed());
        });

        assertEquals(List.of("m1"), failed(deliver(job(accepted()), job(deep))));
    }

    @Test
    void theSameMessageTwiceInABatchMakesOneImage() {
        Task task = accepted();

        assertEquals(List.of(), failed(deliver(job(task), job(task), job(task))));

        assertEquals(1, assets.uploads());
        assertEquals(3, table.balance(Samples.CLOUD, Samples.MONTH).orElseThrow().used());
    }

    @Test
    void anEventWithoutRecordsIsASweep() {
        Task lost = accepted();
        clock.advance(Duration.ofMinutes(2));

        worker.handleRequest(new SQSEvent(), null);

        assertEquals(new Job.Advance(lost.id()), jobs.sent().getFirst().job());
    }

    @Test
    void firstSweepWritesDownWhichCloudIsServed() {
        deliver(job(accepted()));
        assertEquals(0, deployments.get());

        worker.handleRequest(new SQSEvent(), null);
        worker.handleRequest(new SQSEvent(), null);

        assertEquals(1, deployments.get());
    }

    private Task ended() {
        settings.change(Samples.CLOUD, old -> new WebhookSettings(
                Optional.empty(), List.of(new SigningSecret("s1", "whsec_" + "QUJD".repeat(8), clock.instant()))));
        Task task = accepted();
        deliver(job(task));
        return task;
    }

    @Test
    void clientOfATaskThatHasEndedIsToldByTheQueueOfNotifications() {
        Task task = ended();
        assertEquals(new Job.Deliver(task.id(), OptionalInt.of(0)), told.sent().getFirst().job());
        assertEquals(List.of(), posted);

        assertEquals(List.of(), failed(deliver(Job.write(told.sent().getFirst().job()))));

        assertEquals(List.of(URI.create("https://example.com/hook")), posted);
        assertEquals("delivered", table.notifications().attempts(task.id()).getFirst().reason());
    }

    @Test
    void receiverThatHangsDelaysNoGeneration() throws Exception {
        ended();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        receiver = (url, headers, json) -> {
            hanging.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return PostOutcome.failed("it did not answer in time");
        };
        Thread slow = Thread.startVirtualThread(() -> deliver(Job.write(told.sent().getFirst().job())));
        hanging.await();

        Task next = accepted();
        assertEquals(List.of(), failed(deliver(job(next))));

        assertInstanceOf(TaskState.Completed.class, table.find(next.id()).orElseThrow().state());
        release.countDown();
        slow.join();
        assertEquals("it did not answer in time",
                table.notifications().attempts(((Job.Deliver) told.sent().getFirst().job()).taskId()).getFirst().reason());
    }

    @Test
    void sweepSendsTheMessageOfANotificationThatWasLost() {
        Task task = ended();
        clock.advance(Duration.ofMinutes(2));

        worker.handleRequest(new SQSEvent(), null);

        assertEquals(2, told.sent().size());
        assertEquals(told.sent().getFirst(), told.sent().getLast());
        assertEquals(task.id(), ((Job.Deliver) told.sent().getLast().job()).taskId());
    }
}
