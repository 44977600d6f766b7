package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Plan;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One instance of the function serves equal calls at once, as a machine of one's own makes them. */
class ConcurrencyTest {

    private static final int CALLS = 32;
    /** Of the default model. */
    private static final long PRICE = 4;

    private final Door door = new Door();

    private List<Door.Reply> together() throws Exception {
        Callable<Door.Reply> call = () -> door.post("text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}");
        List<Door.Reply> replies = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Door.Reply> reply : threads.invokeAll(Collections.nCopies(CALLS, call))) {
                replies.add(reply.get());
            }
        }
        return replies;
    }

    private Balance balance() {
        return door.table.balance("demo", Samples.MONTH).orElseThrow();
    }

    @Test
    void equalCallsAreATaskAJobAndARequestEach() throws Exception {
        door.table.setPlan("demo", new Plan.Paid(OptionalLong.of(CALLS * PRICE + 1)));

        List<Door.Reply> replies = together();

        assertEquals(CALLS, replies.stream().filter(r -> r.status() == 202).count());
        var tasks = replies.stream().map(r -> r.body().get("data").get("task_id").textValue()).collect(Collectors.toSet());
        assertEquals(CALLS, tasks.size());
        assertEquals(CALLS, new HashSet<>(door.jobs.sent().stream().map(RecordingJobs.Sent::job).toList()).size());
        assertEquals(CALLS, replies.stream().map(r -> r.headers().get("X-Request-Id")).distinct().count());
        assertEquals(new Balance(OptionalLong.of(129), CALLS * PRICE, 0, 0, 0), balance());
    }

    @Test
    void callsThatTheCreditsDoNotCoverAreRefusedAndTheOthersAreNot() throws Exception {
        List<Door.Reply> replies = together();

        assertEquals(12, replies.stream().filter(r -> r.status() == 202).count());
        assertEquals(CALLS - 12, replies.stream().filter(r -> r.status() == 429).count());
        assertEquals(new Balance(OptionalLong.of(50), 12 * PRICE, 0, 0, 0), balance());
        assertEquals(12, door.jobs.sent().size());
    }
}
