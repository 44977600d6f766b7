package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Storage;
import dev.imagegen.credits.Balance;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * process is killed when all of them stand there. Those of the add-on come first, since a deployment has one engine for a
 * model.
 */
class CrashIT {

    private static final Map<CrashCase, Task> TASKS = new LinkedHashMap<>();
    /** What was stored, when temporary ones were not deleted yet. */
    private static final Map<CrashCase, byte[]> PICTURES = new LinkedHashMap<>();

    /** How often each task ended: none does twice, and none goes without an end. */
    private static final Map<String, Long> ENDS = new HashMap<>();

    private static CrashWorld world;

    @BeforeAll
    static void killTheWorkerAndStartAnother(@TempDir Path folder) throws IOException, InterruptedException {
        world = new CrashWorld();
        List<CrashCase> addOn = accepted(killed -> killed.maker().addOn());
        killAll(folder, true, addOn);
        recover(folder, true, addOn);
        List<CrashCase> direct = accepted(killed -> !killed.maker().addOn());
        killAll(folder, false, direct);
        recover(folder, false, direct);
        TASKS.forEach((killed, task) -> assetId(task).flatMap(world::stored).ifPresent(bytes -> PICTURES.put(killed, bytes)));
        world.sweepTomorrow();
        ENDS.putAll(world.ends());
    }

    private static List<CrashCase> accepted(Predicate<CrashCase> which) {
        List<CrashCase> cases = CrashCase.all().stream().filter(which).toList();
        cases.forEach(killed -> TASKS.put(killed, world.accepted(killed)));
        return cases;
    }

    /** Those whose picture is to be in the spool alone come last, while the store is down. */
    private static void killAll(Path folder, boolean addOn, List<CrashCase> cases) throws IOException, InterruptedException {
        kill(folder, addOn, cases.stream().filter(killed -> !killed.storeIsDown()).toList());
        world.storeIsDown();
        kill(folder, addOn, cases.stream().filter(CrashCase::storeIsDown).toList());
        world.storeIsUp();
    }

    private static void kill(Path folder, boolean addOn, List<CrashCase> cases) throws IOException, InterruptedException {
        run(folder, Probe.KILLED, addOn, "die", cases.stream()
                .map(killed -> ProbeStops.word(TASKS.get(killed).id(), killed.stops(), killed.maker().told()))
                .toList());
    }

    private static void recover(Path folder, boolean addOn, List<CrashCase> cases) throws IOException, InterruptedException {
        run(folder, 0, addOn, "recover", cases.stream().map(killed -> TASKS.get(killed).id()).toList());
    }

    private static Optional<String> assetId(Task task) {
        return world.now(task) instanceof TaskState.Completed completed ? Optional.of(completed.assetId()) : Optional.empty();
    }

    private static void run(Path folder, int status, boolean addOn, String what, List<String> words)
            throws IOException, InterruptedException {
        ProbeProcess.Ended ended = ProbeProcess.run(world.environment(addOn), folder, what, words);
        assertEquals(status, ended.status(), ended::log);
    }

    @AfterAll
    static void close() {
        world.close();
        TASKS.clear();
        PICTURES.clear();
        ENDS.clear();
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
            assertEquals(killed.maker().side(), ImageHeader.read(PICTURES.get(killed)).orElseThrow().width());
            assertEquals(killed.maker().temporary(), completed.asset().storage() instanceof Storage.Temporary);
        } else {
            var failed = assertInstanceOf(TaskState.Failed.class, state);
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failed.error().code());
            assertTrue(failed.maybeBilled());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTemporaryPictureIsDeletedWhenItsTimeIsOverAndAnotherOneStays(CrashCase killed) {
        assertEquals(killed.completes() && !killed.maker().temporary(),
                assetId(TASKS.get(killed)).flatMap(world::stored).isPresent());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTaskEndsOnce(CrashCase killed) {
        assertEquals(1, ENDS.get(TASKS.get(killed).id()));
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
