package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyStore;
import dev.imagegen.access.SecretHash;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.credits.KeyUsage;
import dev.imagegen.credits.Ledger;
import dev.imagegen.credits.ModelUsage;
import dev.imagegen.credits.Plan;
import dev.imagegen.credits.TooManyTasksException;
import dev.imagegen.credits.Usage;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every table has to do. It runs against the one in memory and against DynamoDB. */
public abstract class StoreContract {

    private static final Instant NOW = MutableClock.START;

    /** Each test has a cloud of its own, so that tests can share a table. */
    private final String cloud = "cloud-" + Samples.id();

    private TaskStore tasks;
    private Ledger ledger;

    protected abstract TaskStore tasks();

    protected abstract Ledger ledger();

    protected abstract KeyStore keys();

    protected abstract EventLog events();

    @BeforeEach
    void open() {
        tasks = tasks();
        ledger = ledger();
    }

    private Task accepted(long credits, long limit) {
        Task task = Samples.task(cloud, Target.DEFAULT, credits, Allowance.limitedTo(limit));
        tasks.accept(task);
        return task;
    }

    private Task claimed(Task task) {
        Task claimed = task.claimed("worker-" + Samples.id(), NOW, NOW.plusSeconds(60));
        assertTrue(tasks.replace(task, claimed));
        return claimed;
    }

    private Balance balance() {
        return ledger.balance(cloud, Samples.MONTH).orElseThrow();
    }

    private static Balance limited(long limit, long remaining, long reserved, long used, long refunded, long possible) {
        var balance = new Balance(OptionalLong.of(limit), reserved, used, refunded, possible);
        assertEquals(OptionalLong.of(remaining), balance.remaining());
        return balance;
    }

    @Test
    void anAcceptedTaskIsReadBackWhole() {
        Task task = accepted(3, 50);

        assertEquals(Optional.of(task), tasks.find(task.id()));
        assertEquals(limited(50, 47, 3, 0, 0, 0), balance());
    }

    @Test
    void anUnknownTaskIsNotThere() {
        assertEquals(Optional.empty(), tasks.find(Samples.id()));
        assertEquals(Optional.empty(), tasks.ofAsset(Samples.id()));
        assertEquals(Optional.empty(), ledger.balance(cloud, Samples.MONTH));
    }

    @Test
    void aTaskThatTheCreditsDoNotCoverIsNotWritten() {
        accepted(48, 50);
        Task tooDear = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));

        var refusal = assertThrows(CreditsExhaustedException.class, () -> tasks.accept(tooDear));

        assertEquals(ErrorCode.CREDITS_EXHAUSTED, refusal.error().code());
        assertEquals(OptionalLong.of(2), refusal.limits().remaining());
        assertEquals(Optional.empty(), tasks.find(tooDear.id()));
        assertEquals(limited(50, 2, 48, 0, 0, 0), balance());
    }

    @Test
    void theFirstTaskOfAMonthIsRefusedIfItCostsMoreThanThePlan() {
        Task tooDear = Samples.task(cloud, Target.DEFAULT, 51, Allowance.limitedTo(50));

        assertThrows(CreditsExhaustedException.class, () -> tasks.accept(tooDear));

        assertEquals(Optional.empty(), tasks.find(tooDear.id()));
    }

    @Test
    void theLastCreditCanBeUsed() {
        accepted(50, 50);

        assertEquals(limited(50, 0, 50, 0, 0, 0), balance());
    }

    @Test
    void anUnlimitedPlanCountsWithoutALimit() {
        Task task = Samples.task(cloud, Target.DEFAULT, 1000, Allowance.unlimited());
        tasks.accept(task);
        Task running = claimed(task);
        assertTrue(tasks.replace(running, running.completed(Samples.completed(running, Samples.id()), List.of())));

        assertEquals(new Balance(OptionalLong.empty(), 0, 1000, 0, 0), balance());
    }

    @Test
    void aCompletedTaskSettlesItsCreditsAndIsFoundByItsAsset() {
        Task running = claimed(accepted(3, 50));
        String assetId = Samples.id();
        Task completed = running.completed(Samples.completed(running, assetId), List.of(Notice.info("more")));

        assertTrue(tasks.replace(running, completed));

        assertEquals(Optional.of(completed), tasks.find(running.id()));
        assertEquals(Optional.of(completed), tasks.ofAsset(assetId));
        assertEquals(limited(50, 47, 0, 3, 0, 0), balance());
    }

    @Test
    void aFailedTaskGivesItsCreditsBack() {
        Task running = claimed(accepted(3, 50));

        assertTrue(tasks.replace(running, running.failed(Samples.failed(ErrorCode.PROVIDER_FAILED))));

        assertEquals(limited(50, 50, 0, 0, 3, 0), balance());
    }

    @Test
    void anUnknownOutcomeGivesTheCreditsBackAndCountsThePossibleSpend() {
        Task running = claimed(accepted(3, 50));

        assertTrue(tasks.replace(running, running.failed(Samples.failed(ErrorCode.OUTCOME_UNKNOWN))));

        assertEquals(limited(50, 50, 0, 0, 3, 3), balance());
    }

    @Test
    void aTerminalStateIsEnteredOnce() {
        Task running = claimed(accepted(3, 50));
        Task completed = running.completed(Samples.completed(running, Samples.id()), List.of());
        assertTrue(tasks.replace(running, completed));

        assertFalse(tasks.replace(running, running.failed(Samples.failed(ErrorCode.INTERNAL_ERROR))));
        assertFalse(tasks.replace(running, running.completed(Samples.completed(running, Samples.id()), List.of())));

        assertEquals(Optional.of(completed), tasks.find(running.id()));
        assertEquals(limited(50, 47, 0, 3, 0, 0), balance());
    }

    @Test
    void aWorkerWithAnOldLeaseCanNotComplete() {
        Task first = claimed(accepted(3, 50));
        Task second = first.claimed("second", NOW.plusSeconds(61), NOW.plusSeconds(200));
        assertTrue(tasks.replace(first, second));

        assertFalse(tasks.replace(first, first.completed(Samples.completed(first, Samples.id()), List.of())));

        assertEquals(Optional.of(second), tasks.find(first.id()));
        assertEquals(2, second.attempt());
        assertEquals(limited(50, 47, 3, 0, 0, 0), balance());
    }

    @Test
    void aWriteThatIsRepeatedAfterALostAnswerCountsAsDone() {
        Task task = accepted(3, 50);
        Task claimed = task.claimed("worker", NOW, NOW.plusSeconds(60));
        assertTrue(tasks.replace(task, claimed));

        assertTrue(tasks.replace(task, claimed));
    }

    @Test
    void everyStateIsReadBackAsItWasWritten() {
        Task running = claimed(accepted(3, 50));
        Task calling = running.calling(new TaskState.Calling("bfl", NOW.plusSeconds(600)));
        assertTrue(tasks.replace(running, calling));
        assertEquals(Optional.of(calling), tasks.find(running.id()));

        Task submitted = calling.submitted(Samples.submitted("bfl"), List.of(Notice.info("another")));
        assertTrue(tasks.replace(calling, submitted));
        assertEquals(Optional.of(submitted), tasks.find(running.id()));

        Task generated = submitted.generated(new TaskState.Generated(true, NOW.plusSeconds(300)));
        assertTrue(tasks.replace(submitted, generated));
        assertEquals(Optional.of(generated), tasks.find(running.id()));

        Task failed = generated.failed(Samples.failed(ErrorCode.STORE_FAILED));
        assertTrue(tasks.replace(generated, failed));
        assertEquals(Optional.of(failed), tasks.find(running.id()));
    }

    @Test
    void anAmendmentOfAnEndedTaskDoesNotTouchTheCredits() {
        Task running = claimed(accepted(3, 50));
        TaskState.Completed state = Samples.completed(running, Samples.id());
        Task completed = running.completed(state, List.of());
        assertTrue(tasks.replace(running, completed));

        Task amended = completed.amended(new TaskState.Completed(
                state.asset(), state.assetId(), state.credits(), Optional.empty(), Optional.of(NOW)));
        assertTrue(tasks.replace(completed, amended));

        assertEquals(Optional.of(amended), tasks.find(running.id()));
        assertEquals(limited(50, 47, 0, 3, 0, 0), balance());
    }

    @Test
    void whatIsDueIsFoundInItsOrderAndNothingElse() {
        Task late = accepted(1, 50);
        Task lease = accepted(1, 50);
        Task ended = claimed(accepted(1, 50));
        Task running = lease.claimed("worker", NOW, NOW.plusSeconds(30));
        assertTrue(tasks.replace(lease, running));
        assertTrue(tasks.replace(ended, ended.failed(Samples.failed(ErrorCode.INTERNAL_ERROR))));

        assertEquals(List.of(), mine(NOW, late, running, ended));
        assertEquals(List.of(running.id()), mine(NOW.plusSeconds(30), late, running, ended));
        assertEquals(List.of(running.id(), late.id()), mine(NOW.plus(Duration.ofMinutes(2)), late, running, ended));
    }

    private List<String> mine(Instant now, Task... candidates) {
        List<String> ids = new ArrayList<>();
        List<String> known = List.of(candidates).stream().map(Task::id).toList();
        tasks.due(now).forEach(id -> {
            if (known.contains(id)) {
                ids.add(id);
            }
        });
        return ids;
    }

    @ParameterizedTest
    @ValueSource(ints = {8})
    void ofManyWorkersOneGetsTheTask(int workers) throws Exception {
        Task task = accepted(3, 50);

        List<Boolean> won = together(workers,
                i -> () -> tasks.replace(task, task.claimed("worker-" + i, NOW, NOW.plusSeconds(60))));

        assertEquals(1, won.stream().filter(w -> w).count());
        assertEquals(1, tasks.find(task.id()).orElseThrow().attempt());
    }

    @Test
    void ofManyEndsOneIsSettled() throws Exception {
        Task running = claimed(accepted(3, 50));

        List<Boolean> won = together(8, i -> () -> i % 2 == 0
                ? tasks.replace(running, running.completed(Samples.completed(running, Samples.id()), List.of()))
                : tasks.replace(running, running.failed(Samples.failed(ErrorCode.OUTCOME_UNKNOWN))));

        assertEquals(1, won.stream().filter(w -> w).count());
        Balance balance = balance();
        assertEquals(0, balance.reserved());
        assertEquals(50, balance.remaining().getAsLong() + balance.used());
        assertEquals(3, balance.used() + balance.refunded());
    }

    @Test
    void manyAtOnceNeverSpendMoreThanThereIs() throws Exception {
        List<Boolean> accepted = together(24, i -> () -> {
            try {
                tasks.accept(Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50)));
                return true;
            } catch (CreditsExhaustedException e) {
                return false;
            }
        });

        assertEquals(16, accepted.stream().filter(a -> a).count());
        assertEquals(limited(50, 2, 48, 0, 0, 0), balance());
    }

    private interface Numbered {
        Callable<Boolean> call(int i);
    }

    private static List<Boolean> together(int count, Numbered calls) throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(calls.call(i));
        }
        List<Boolean> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> future : threads.invokeAll(all)) {
                results.add(future.get());
            }
        }
        return results;
    }

    @Test
    void aPlanIsReadBackAndAMissingOneIsEmpty() {
        assertEquals(Optional.empty(), ledger.plan(cloud));
        ledger.setPlan(cloud, new Plan.Paid(OptionalLong.of(7)));
        assertEquals(Optional.of(new Plan.Paid(OptionalLong.of(7))), ledger.plan(cloud));
        ledger.setPlan(cloud, new Plan.Paid(OptionalLong.empty()));
        assertEquals(Optional.of(new Plan.Paid(OptionalLong.empty())), ledger.plan(cloud));
        ledger.setPlan(cloud, new Plan.Free());
        assertEquals(Optional.of(new Plan.Free()), ledger.plan(cloud));
    }

    @Test
    void aCloudWithoutAPlanIsPutOnTheFreeOneAndAnotherKeepsItsOwn() {
        assertEquals(new Plan.Free(), ledger.subscribe(cloud));
        assertEquals(Optional.of(new Plan.Free()), ledger.plan(cloud));

        ledger.setPlan(cloud, new Plan.Paid(OptionalLong.of(9)));
        assertEquals(new Plan.Paid(OptionalLong.of(9)), ledger.subscribe(cloud));
        assertEquals(Optional.of(new Plan.Paid(OptionalLong.of(9))), ledger.plan(cloud));
    }

    private Once once(String key, String request, Instant at) {
        return new Once(Sha256.of(cloud, key), request, at);
    }

    @Test
    void aTaskAndItsKeyAreWrittenTogetherAndTheFirstStays() {
        Task first = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));
        Task second = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));
        Once.Taken taken = new Once.Taken("a lamp", first.id());
        assertEquals(Optional.empty(), tasks.taken(once("1", "a lamp", NOW)));

        assertEquals(Optional.empty(), tasks.accept(first, once("1", "a lamp", NOW)));
        assertEquals(Optional.of(taken), tasks.accept(second, once("1", "a lion", NOW.plusSeconds(1))));

        assertEquals(Optional.of(taken), tasks.taken(once("1", "a lion", NOW.plusSeconds(1))));
        assertEquals(Optional.empty(), tasks.taken(once("2", "a lamp", NOW)));
        assertEquals(Optional.empty(), tasks.find(second.id()));
        assertEquals(limited(50, 47, 3, 0, 0, 0), balance());
    }

    @Test
    void aKeyIsFreeAgainWhenItsTimeIsOver() {
        tasks.accept(Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50)), once("1", "a lamp", NOW));
        Instant end = NOW.plus(Once.KEPT);
        Task later = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));

        assertTrue(tasks.taken(once("1", "a lamp", end.minusMillis(1))).isPresent());
        assertEquals(Optional.empty(), tasks.taken(once("1", "a lamp", end)));
        assertEquals(Optional.empty(), tasks.accept(later, once("1", "a lion", end)));

        assertEquals(Optional.of(new Once.Taken("a lion", later.id())), tasks.taken(once("1", "a lamp", end)));
    }

    @Test
    void aRefusalRemembersNoKeyAndAKeyThatIsTakenIsNoRefusal() {
        Task tooDear = Samples.task(cloud, Target.DEFAULT, 51, Allowance.limitedTo(50));
        assertThrows(CreditsExhaustedException.class, () -> tasks.accept(tooDear, once("1", "a lamp", NOW)));
        assertEquals(Optional.empty(), tasks.taken(once("1", "a lamp", NOW)));
        Task all = Samples.task(cloud, Target.DEFAULT, 50, Allowance.limitedTo(50));
        assertEquals(Optional.empty(), tasks.accept(all, once("1", "a lamp", NOW)));

        Task again = Samples.task(cloud, Target.DEFAULT, 50, Allowance.limitedTo(50));
        assertEquals(all.id(), tasks.accept(again, once("1", "a lamp", NOW)).orElseThrow().taskId());
        assertThrows(CreditsExhaustedException.class, () -> tasks.accept(again, once("2", "a lamp", NOW)));
        assertEquals(Optional.empty(), tasks.taken(once("2", "a lamp", NOW)));
    }

    @Test
    void ofManyWithOneKeyOneIsWritten() throws Exception {
        List<Boolean> written = together(16, i -> () ->
                tasks.accept(Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50)), once("1", "a lamp", NOW)).isEmpty());

        assertEquals(1, written.stream().filter(w -> w).count());
        assertEquals(limited(50, 47, 3, 0, 0, 0), balance());
    }

    @Test
    void aTaskThatHasEndedAlreadyTakesNoCreditsAndItsClientIsOwed() {
        Task queued = budgeted(0, budget(0, 0, 0));
        Task ended = new Task(queued.id(), cloud, queued.apiKey(), queued.requestId(), queued.order(), queued.notices(),
                queued.reservation(), queued.createdAt(), queued.expiresAt(), 0, 0, Samples.completed(queued, Samples.id()));

        tasks.accept(ended);

        assertEquals(Optional.of(ended), tasks.find(ended.id()));
        assertEquals(Optional.empty(), ledger.balance(cloud, Samples.MONTH));
        assertEquals(Optional.empty(), ledger.usage(cloud, Samples.MONTH, ended.apiKey()));
    }

    @Test
    void theLastImageOfALikenessIsFoundInItsCloudAlone() {
        Likeness likeness = Likeness.of(cloud, Samples.order(Target.DEFAULT)).orElseThrow();
        assertEquals(Optional.empty(), tasks.like(likeness));
        Task first = completed(Target.DEFAULT);
        assertEquals(Optional.of(first), tasks.like(likeness));
        Task second = completed(new Target.Managed(Optional.of("a/place"), Optional.empty()));
        completed(new Target.Managed(Optional.empty(), Optional.of("a-preset")));
        Task failed = claimed(accepted(3, 50));
        assertTrue(tasks.replace(failed, failed.failed(Samples.failed(ErrorCode.PROVIDER_FAILED))));

        assertEquals(Optional.of(second), tasks.like(likeness));
        assertEquals(Optional.empty(), tasks.like(new Likeness(cloud + "-2", likeness.hash())));
    }

    private Task completed(Target target) {
        Task task = Samples.task(cloud, target, 3, Allowance.limitedTo(50));
        tasks.accept(task);
        return completed(task);
    }

    private Task completed(Task task) {
        Task running = claimed(task);
        Task completed = running.completed(Samples.completed(running, Samples.id()), List.of());
        assertTrue(tasks.replace(running, completed));
        return completed;
    }

    private Task acceptedOf(String key, long credits) {
        Task task = Samples.task(cloud, key, credits, Budget.of(Allowance.limitedTo(500)));
        tasks.accept(task);
        return task;
    }

    @Test
    void aMonthIsReadByKeyAndByModel() {
        completed(acceptedOf("a", 3));
        completed(acceptedOf("a", 5));
        acceptedOf("a", 7);
        completed(acceptedOf("b", 11));
        Task failing = claimed(acceptedOf("c", 13));
        assertTrue(tasks.replace(failing, failing.failed(Samples.failed(ErrorCode.OUTCOME_UNKNOWN))));

        Usage usage = ledger.usage(cloud, Samples.MONTH);

        assertEquals(Optional.of(balance()), usage.ofCloud());
        assertEquals(Map.of("flux-2-pro", new ModelUsage(3, 19)), usage.byModel());
        var none = OptionalLong.empty();
        assertEquals(
                Map.of(
                        "a", new KeyUsage(new Balance(none, 7, 8, 0, 0), Map.of("flux-2-pro", new ModelUsage(2, 8))),
                        "b", new KeyUsage(new Balance(none, 0, 11, 0, 0), Map.of("flux-2-pro", new ModelUsage(1, 11))),
                        "c", new KeyUsage(new Balance(none, 0, 0, 13, 13), Map.of())),
                usage.byKey());
        assertEquals(Optional.of(usage.byKey().get("a")), ledger.usage(cloud, Samples.MONTH, "a"));
        assertEquals(Optional.empty(), ledger.usage(cloud, Samples.MONTH, "d"));
    }

    @Test
    void aMonthInWhichNothingWasReservedIsEmptyAndOneIsNotTakenForAnother() {
        acceptedOf("a", 3);

        assertEquals(new Usage(Optional.empty(), Map.of()), ledger.usage(cloud, Samples.MONTH.plusMonths(1)));
        assertEquals(new Usage(Optional.empty(), Map.of()), ledger.usage(cloud + "x", Samples.MONTH));
        assertEquals(Optional.empty(), ledger.usage(cloud, Samples.MONTH.minusMonths(1), "a"));
    }

    private Task budgeted(long credits, Budget budget) {
        return Samples.task(cloud, "key-of-" + cloud, credits, budget);
    }

    private static Budget budget(long ofCloud, long ofKey, int tasksAtOnce) {
        return new Budget(Allowance.limitedTo(ofCloud), Allowance.limitedTo(ofKey), OptionalInt.of(tasksAtOnce));
    }

    @Test
    void aLimitThatWasRaisedOrLoweredHoldsForTheNextTaskOfTheSameMonth() {
        tasks.accept(budgeted(40, Budget.of(Allowance.limitedTo(50))));

        var lower = budgeted(1, Budget.of(Allowance.limitedTo(30)));
        assertEquals(
                OptionalLong.of(0),
                assertThrows(CreditsExhaustedException.class, () -> tasks.accept(lower)).limits().remaining());
        tasks.accept(budgeted(40, Budget.of(Allowance.limitedTo(100))));
        tasks.accept(budgeted(1000, Budget.of(Allowance.unlimited())));
        assertEquals(OptionalLong.empty(), balance().remaining());
        assertThrows(
                CreditsExhaustedException.class,
                () -> tasks.accept(budgeted(1, Budget.of(Allowance.limitedTo(1080)))));
        assertEquals(1080, balance().reserved());
    }

    @Test
    void aCapOfTheKeyRefusesWhatTheCloudWouldCoverAndNothingIsReserved() {
        tasks.accept(budgeted(8, budget(50, 10, 9)));

        var refusal = assertThrows(CreditsExhaustedException.class, () -> tasks.accept(budgeted(3, budget(50, 10, 9))));

        assertEquals(ErrorCode.KEY_CAP_REACHED, refusal.error().code());
        assertEquals(OptionalLong.of(2), refusal.limits().remaining());
        assertEquals(OptionalLong.of(10), refusal.limits().limit());
        assertEquals(limited(50, 42, 8, 0, 0, 0), balance());
        var tooDear = assertThrows(CreditsExhaustedException.class, () -> tasks.accept(budgeted(11, budget(50, 10, 9))));
        assertEquals(OptionalLong.of(2), tooDear.limits().remaining());
    }

    @Test
    void aKeyHasAsManyTasksAtOnceAsItMayAndOneMoreWhenOneHasEnded() {
        Task first = budgeted(1, budget(50, 50, 2));
        tasks.accept(first);
        tasks.accept(budgeted(1, budget(50, 50, 2)));

        var refusal = assertThrows(TooManyTasksException.class, () -> tasks.accept(budgeted(1, budget(50, 50, 2))));

        assertEquals(Map.of("limit", 2), refusal.error().details());
        assertEquals(limited(50, 48, 2, 0, 0, 0), balance());
        assertTrue(tasks.replace(first, first.failed(Samples.failed(ErrorCode.PROVIDER_FAILED))));
        tasks.accept(budgeted(1, budget(50, 50, 2)));
        assertThrows(TooManyTasksException.class, () -> tasks.accept(budgeted(1, budget(50, 50, 2))));
    }

    @Test
    void aKeyIsReadBackAndItsSecretIsNotThere() {
        String id = "key-" + Samples.id();
        ApiKey key = ApiKey.root(id, cloud, NOW, SecretHash.of("the-secret", new Random(1)));
        keys().put(key);

        assertEquals(Optional.of(key), keys().findKey(id));
        assertEquals(Optional.empty(), keys().findKey(id + "x"));
        assertFalse(keys().findKey(id).orElseThrow().secret().toText().contains("the-secret"));
    }

    @Test
    void anEventIsRememberedOnceItWasRecorded() {
        String event = "event-" + Samples.id();
        assertFalse(events().applied(event));
        events().record(event, NOW.plus(Duration.ofDays(3)));
        assertTrue(events().applied(event));
    }
}
