package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.credits.Balance;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process of the worker is killed at every step on the way to a picture, for every kind of engine, and another worker
 * comes after it. To be quick, all tasks are worked on at the same time, each by its own thread up to its own step, and the
 * process is killed when all of them stand there.
 */
class CrashIT {

    private static final Map<CrashCase, Task> TASKS = new LinkedHashMap<>();

    private static CrashWorld world;
    private static String log = "";

    @BeforeAll
    static void killTheWorkerAndStartAnother(@TempDir Path folder) throws IOException, InterruptedException {
        world = new CrashWorld();
        CrashCase.all().forEach(killed -> TASKS.put(killed, world.accepted(killed)));
        kill(folder, killed -> !killed.storeIsDown());
        world.storeIsDown();
        kill(folder, CrashCase::storeIsDown);
        world.storeIsUp();
        run(folder, 0, "recover", TASKS.values().stream().map(Task::id).toList());
    }

    private static void kill(Path folder, Predicate<CrashCase> cases) throws IOException, InterruptedException {
        run(folder, Probe.KILLED, "die", TASKS.keySet().stream()
                .filter(cases)
                .map(killed -> ProbeStops.word(TASKS.get(killed).id(), killed.stops()))
                .toList());
    }

    private static void run(Path folder, int status, String what, List<String> words) throws IOException, InterruptedException {
        ProbeProcess.Ended ended = ProbeProcess.run(world.environment(), folder, what, words);
        assertEquals(status, ended.status(), ended::log);
        log += ended.log();
    }

    @AfterAll
    static void close() {
        world.close();
        TASKS.clear();
    }

    static List<CrashCase> cases() {
        return CrashCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePictureIsPaidForAtMostOnce(CrashCase killed) {
        assertEquals(killed.paid(), world.orders(killed));
    }

    @Test
    void theProvidersBillWhatTheyWereAskedFor() {
        assertEquals(TASKS.keySet().stream().mapToInt(CrashCase::paid).sum(), world.paid());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePictureIsStoredOrItsOutcomeIsSaidToBeUnknown(CrashCase killed) {
        TaskState state = world.now(TASKS.get(killed));

        if (killed.completes()) {
            var completed = assertInstanceOf(TaskState.Completed.class, state);
            var header = ImageHeader.read(world.stored(completed.assetId()).orElseThrow()).orElseThrow();
            assertEquals(killed.maker().side(), header.width());
        } else {
            var failed = assertInstanceOf(TaskState.Failed.class, state);
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failed.error().code());
            assertTrue(failed.maybeBilled());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTaskEndsOnce(CrashCase killed) {
        String id = "\"task_id\":\"" + TASKS.get(killed).id() + "\"";
        assertEquals(1, log.lines()
                .filter(line -> line.contains(id))
                .filter(line -> line.contains("\"event\":\"task_completed\"") || line.contains("\"event\":\"task_failed_"))
                .count());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theLedgerBalances(CrashCase killed) {
        Task task = TASKS.get(killed);
        Balance expected = world.now(task) instanceof TaskState.Completed completed
                ? balance(completed.credits(), 0, 0)
                : balance(0, CrashWorld.CREDITS, CrashWorld.CREDITS);

        assertEquals(expected, world.balance(task));
    }

    private static Balance balance(long used, long refunded, long possibleSpend) {
        return new Balance(OptionalLong.of(CrashWorld.LIMIT), 0, used, refunded,
                possibleSpend);
    }
}
