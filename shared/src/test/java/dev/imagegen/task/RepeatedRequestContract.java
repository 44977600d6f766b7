package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A request's key of idempotency is written with its task, and the first task that has it stays. */
public abstract class RepeatedRequestContract extends StoreFixture {

    protected RepeatedRequestContract(Stores stores) {
        super(stores);
    }

    private Once once(String key, String request, Instant at) {
        return new Once(Sha256.of(cloud, key), request, at, Optional.empty());
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
    void aKeyIsFreeAgainWhenTheTimeOfItsTaskIsOver() {
        Task first = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));
        tasks.accept(first, once("1", "a lamp", NOW));
        Instant end = first.expiresAt();
        Task later = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));

        assertTrue(end.isAfter(NOW.plus(Duration.ofDays(7))), "longer than from one Monday to the next");
        assertTrue(tasks.taken(once("1", "a lamp", end.minusMillis(1))).isPresent());
        assertFalse(tasks.find(first.id()).orElseThrow().forgotten(end.minusMillis(1)));
        assertTrue(tasks.find(first.id()).orElseThrow().forgotten(end));
        assertEquals(Optional.empty(), tasks.taken(once("1", "a lamp", end)));
        assertEquals(Optional.empty(), tasks.accept(later, once("1", "a lion", end)));

        assertEquals(Optional.of(new Once.Taken("a lion", later.id())), tasks.taken(once("1", "a lamp", NOW)));
    }

    @Test
    void aKeyWhoseTaskIsGoneIsTakenOverByTheNextRequestAlone() {
        Task first = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));
        tasks.accept(first, once("1", "a lamp", NOW));
        Once.Taken taken = tasks.taken(once("1", "a lion", NOW)).orElseThrow();
        Once next = once("1", "a lion", NOW).inPlaceOf(taken);
        Task second = Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50));

        assertEquals(Optional.empty(), tasks.accept(second, next));
        Once.Taken lion = new Once.Taken("a lion", second.id());
        assertEquals(Optional.of(lion),
                tasks.accept(Samples.task(cloud, Target.DEFAULT, 3, Allowance.limitedTo(50)), next), "it takes the place once");
        assertEquals(Optional.of(lion), tasks.taken(once("1", "a lion", NOW)));
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
}
