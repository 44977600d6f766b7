package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Target;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store of tasks has to do: what is written is read back, and of two who write one wins. */
public abstract class TaskStoreContract extends StoreFixture {

    protected TaskStoreContract(Stores stores) {
        super(stores);
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
}
