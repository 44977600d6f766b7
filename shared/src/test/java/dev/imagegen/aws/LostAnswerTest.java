package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.task.Once;
import dev.imagegen.task.Sha256;
import dev.imagegen.task.Task;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Writes that were done and whose answer was lost: the client library repeats them, and they count once. The table knows a
 * repeated transaction by its token for ten minutes; a function that was frozen in between repeats it as a new one.
 */
class LostAnswerTest {

    private static final Instant NOW = MutableClock.START;

    private final EmbeddedTable embedded = EmbeddedTable.shared();
    private final String cloud = "cloud-" + Samples.id();
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private boolean tokensAreOld;
    private final DynamoFaultProxy line = new DynamoFaultProxy(embedded.endpoint(), this::loseAnswer);
    private final DynamoDbClient client = line.client();
    private final DynamoTaskStore tasks =
            new DynamoTaskStore(client, EmbeddedTable.NAME, Sleeper.ofThread(), new SecureRandom());

    @AfterEach
    void hangUp() {
        client.close();
        line.close();
    }

    /** The write arrives; what comes back is an error of the way as often as a test wants it. */
    private HttpStub.Reply loseAnswer(HttpStub.Call call, DynamoFaultProxy.Exchange table) throws IOException {
        HttpStub.Reply reply = table.send(tokensAreOld ? DynamoFaultProxy.withAnotherToken(call) : call);
        if (toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            lost.incrementAndGet();
            return HttpStub.Reply.json(500, "{\"__type\": \"InternalServerError\"}");
        }
        return reply;
    }

    private void losing(int answers, Runnable write) {
        toLose.set(answers);
        write.run();
        assertEquals(answers, lost.getAndSet(0), "answers that were lost");
    }

    private Task accepted() {
        Task task = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));
        tasks.accept(task);
        return task;
    }

    private Balance balance() {
        return new DynamoLedger(client, EmbeddedTable.NAME).balance(cloud, Samples.MONTH).orElseThrow();
    }

    private static Balance of(long remaining, long reserved, long used) {
        return new Balance(OptionalLong.of(50), reserved, used, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acceptedTaskReservesItsCreditsOnce(boolean old) {
        tokensAreOld = old;
        Task task = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));

        losing(2, () -> tasks.accept(task));

        assertEquals(Optional.of(task), tasks.find(task.id()));
        assertEquals(of(47, 3, 0), balance());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void acceptedTaskWithAKeyIsItsOwnFirst(boolean old) {
        tokensAreOld = old;
        Task task = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));
        var once = new Once(Sha256.of(cloud), "a lamp", NOW, Optional.empty());

        losing(2, () -> assertEquals(Optional.empty(), tasks.accept(task, once)));

        assertEquals(Optional.of(new Once.Taken("a lamp", task.id())), tasks.taken(once));
        assertEquals(of(47, 3, 0), balance());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workerThatClaimedATaskKnowsThatItHasIt(boolean old) {
        tokensAreOld = old;
        Task task = accepted();
        Task claimed = task.claimed("worker", NOW, NOW.plusSeconds(60));

        losing(2, () -> assertTrue(tasks.replace(task, claimed)));

        assertEquals(Optional.of(claimed), tasks.find(task.id()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void completedTaskIsSettledOnceAndItsWorkerKnowsThatItEndedIt(boolean old) {
        tokensAreOld = old;
        Task task = accepted();
        Task running = task.claimed("worker", NOW, NOW.plusSeconds(60));
        assertTrue(tasks.replace(task, running));
        Task completed = running.completed(Samples.completed(running, Samples.id()), List.of());

        losing(2, () -> assertTrue(tasks.replace(running, completed)));

        assertEquals(Optional.of(completed), tasks.find(task.id()));
        assertEquals(of(47, 0, 3), balance());
    }
}
