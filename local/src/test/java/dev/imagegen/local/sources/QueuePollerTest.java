package dev.imagegen.local.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;
import dev.imagegen.local.testing.Functions;
import dev.imagegen.local.testing.QueueHandler;
import dev.imagegen.local.testing.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class QueuePollerTest {

    private static final int CONCURRENCY = 32;
    private static final Event.Queue SOURCE = new Event.Queue("Jobs", "arn:aws:sqs:eu-west-1:0:Jobs", 7, CONCURRENCY, true, true);

    private final Functions functions = new Functions();
    private final FakeQueue queue = new FakeQueue();
    private final LinkedBlockingQueue<Duration> slept = new LinkedBlockingQueue<>();

    @Test
    void handsOnABatchAndDeletesWhatSucceeded(TestInfo test) throws Exception {
        try (var function = recording(test);
                var poller = start(function, SOURCE)) {
            queue.put("a", "fail-b", "c");

            assertEquals("handle-a", queue.deleted().take(), poller::toString);
            assertEquals("handle-c", queue.deleted().take());
            assertEquals(3, recorder(test).entries().size());
            assertTrue(queue.deleted().isEmpty());
        }
    }

    @Test
    void deletesNothingOfABatchWhoseFunctionThrows(TestInfo test) throws Exception {
        try (var function = recording(test);
                var poller = start(function, SOURCE)) {
            queue.put("throw-a", "b");
            recorder(test).await(seen -> seen.size() == 1);
            queue.put("c");

            assertEquals("handle-c", queue.deleted().take(), poller::toString);
        }
    }

    @Test
    void asksForWholeBatchesWithAllThatAHandlerMayNeed(TestInfo test) throws Exception {
        try (var function = recording(test);
                var poller = start(function, SOURCE)) {
            queue.put("a");
            queue.deleted().take();

            var request = queue.lastReceive();
            assertEquals("http://queue", request.queueUrl(), poller::toString);
            assertEquals(7, request.maxNumberOfMessages());
            // A message that comes meanwhile is handed out at once.
            assertEquals(1, request.waitTimeSeconds());
            assertTrue(slept.isEmpty());
            assertEquals(List.of("All"), request.messageAttributeNames());
            assertEquals(List.of("All"), request.messageSystemAttributeNamesAsStrings());
        }
    }

    @Test
    void receivesNothingWhileEveryInvocationIsTaken() throws Exception {
        var gate = Gate.named("taken");
        try (var function = functions.function(Gated.class, Functions.AMPLE, Map.of("GATE", "taken"));
                var poller = start(function, SOURCE)) {
            for (int i = 0; i <= CONCURRENCY; i++) {
                queue.put("m" + i);
            }
            for (int i = 0; i < CONCURRENCY; i++) {
                assertEquals("in", gate.entered().take(), poller::toString);
            }

            assertNull(gate.entered().poll(100, TimeUnit.MILLISECONDS));
            assertEquals(CONCURRENCY, queue.receives());

            gate.open().countDown();
            assertEquals("in", gate.entered().take());
        }
    }

    @Test
    void keepsToTheConcurrencyOfTheTemplateWhereThatIsSmaller() throws Exception {
        var gate = Gate.named("one");
        var alone = new Event.Queue("Jobs", "arn", 7, 1, true, true);
        try (var function = functions.function(Gated.class, Functions.AMPLE, Map.of("GATE", "one"));
                var poller = start(function, alone)) {
            queue.put("first");
            queue.put("second");

            assertEquals("in", gate.entered().take(), poller::toString);
            assertNull(gate.entered().poll(100, TimeUnit.MILLISECONDS));

            gate.open().countDown();
            assertEquals("in", gate.entered().take());
        }
    }

    @Test
    void waitsASecondAndGoesOnWhenTheQueueIsAway(TestInfo test) throws Exception {
        queue.failNext(2);
        queue.put("after");
        try (var function = recording(test);
                var poller = start(function, SOURCE)) {
            assertEquals("handle-after", queue.deleted().take(), poller::toString);
            assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(1)), List.copyOf(slept));
            assertTrue(functions.logged().contains("Receiving from Jobs failed: the queue is away"), functions.logged());
        }
    }

    @Test
    void endsAtOnceAndInSilenceWhenItIsClosed(TestInfo test) throws Exception {
        try (var function = recording(test)) {
            var poller = start(function, SOURCE);
            queue.put("a");
            queue.deleted().take();

            poller.close();
            queue.put("late");

            assertNull(queue.deleted().poll(100, TimeUnit.MILLISECONDS));
            assertFalse(functions.logged().contains("failed"), functions.logged());
        }
    }

    private QueuePoller start(LocalFunction function, Event.Queue source) {
        return QueuePoller.start(queue, "http://queue", source, function, slept::add, functions.log());
    }

    private LocalFunction recording(TestInfo test) {
        return functions.function(QueueHandler.class, Functions.AMPLE, Map.of("RECORDER", test.getDisplayName()));
    }

    private static Recorder recorder(TestInfo test) {
        return Recorder.named(test.getDisplayName());
    }

    /** Holds invocations until a test opens it. */
    record Gate(LinkedBlockingQueue<String> entered, CountDownLatch open) {

        private static final Map<String, Gate> BY_NAME = Map.of("taken", make(), "one", make());

        static Gate named(String name) {
            return BY_NAME.get(name);
        }

        private static Gate make() {
            return new Gate(new LinkedBlockingQueue<>(), new CountDownLatch(1));
        }
    }

    /** Stays in its gate. */
    public static final class Gated implements RequestHandler<SQSEvent, SQSBatchResponse> {

        private final Gate gate;

        public Gated(Map<String, String> environment) {
            this.gate = Gate.named(environment.get("GATE"));
        }

        @Override
        public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
            gate.entered().add("in");
            try {
                gate.open().await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return new SQSBatchResponse();
        }
    }
}
