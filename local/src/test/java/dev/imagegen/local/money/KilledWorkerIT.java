package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.flow.Step;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of a worker is killed with ten calls in its hands, at a provider that has ten permits; then five more tasks come. The
 * next worker is a process of its own, whose clock goes on to whatever is next: what is looked at is the time by that clock.
 */
class KilledWorkerIT {

    private static final int PERMITS = 10;
    private static final CrashCase NEW = new CrashCase(CrashCase.Maker.OPENAI, Step.ENDED);
    private static final Duration BUDGET =
            Catalog.load().find(CrashCase.Maker.OPENAI.model()).orElseThrow().providerModel().budget();

    private static final List<Task> KILLED = new ArrayList<>();
    private static final List<Task> NEXT = new ArrayList<>();

    private static CrashWorld world;
    private static Instant death;

    @BeforeAll
    static void killTheWorkerAndStartAnother(@TempDir Path folder) throws IOException, InterruptedException {
        world = new CrashWorld(PERMITS);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < PERMITS; i++) {
            var killed = new CrashCase(CrashCase.Maker.OPENAI, i % 2 == 0 ? Step.CALLING : Step.ANSWERED);
            KILLED.add(world.accepted(killed));
            words.add(ProbeStops.word(KILLED.getLast().id(), killed.stops(), false));
        }
        run(folder, Probe.KILLED, "die", words);
        death = Instant.now();
        List<String> next = new ArrayList<>(KILLED.stream().map(Task::id).toList());
        for (int i = 0; i < 5; i++) {
            NEXT.add(world.accepted(NEW));
            next.add("+" + NEXT.getLast().id());
        }
        run(folder, 0, "recover", next);
    }

    private static void run(Path folder, int status, String what, List<String> words) throws IOException, InterruptedException {
        ProbeProcess.Ended ended = ProbeProcess.run(world.environment(false), folder, what, words);
        assertEquals(status, ended.status(), ended::log);
    }

    @AfterAll
    static void close() {
        world.close();
        KILLED.clear();
        NEXT.clear();
    }

    private static void assertInTime(Instant end, Instant begin) {
        Duration took = Duration.between(begin, end);
        assertTrue(took.compareTo(BUDGET.plusSeconds(60)) <= 0, () -> "It took " + took);
    }

    @Test
    void nextTasksGetTheirPermitsWhenTheCallsOfTheKilledWorkerAreOver() {
        for (Task task : NEXT) {
            var completed = assertInstanceOf(TaskState.Completed.class, world.now(task));
            assertInTime(completed.asset().createdAt(), death);
        }
    }

    @Test
    void killedWorkersTasksEndWhenTheirCallsAreOver() {
        for (Task task : KILLED) {
            var failed = assertInstanceOf(TaskState.Failed.class, world.now(task));
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failed.error().code());
            assertTrue(failed.maybeBilled());
            assertInTime(failed.at(), death);
        }
    }

    /** Five of the killed worker's calls came to the provider, and none a second time. */
    @Test
    void providerBillsEachCallOnce() {
        assertEquals(5 + 5, world.paid());
    }
}
