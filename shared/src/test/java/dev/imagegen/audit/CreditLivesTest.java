package dev.imagegen.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.testing.InMemoryTable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order, every balance is the sum over its tasks after every step. */
class CreditLivesTest {

    private static final int LIVES = 300;
    private static final int STEPS = 80;

    @Test
    void theAuditHoldsAfterEveryStepOfManyLives() {
        Map<String, Integer> happened = new TreeMap<>();
        for (int seed = 0; seed < LIVES; seed++) {
            var table = new InMemoryTable();
            var life = new CreditLife(seed, table, table, table);
            for (int i = 0; i < STEPS; i++) {
                life.step();
                life.audit();
            }
            life.auditAtRest();
            life.countInto(happened);
        }
        assertEquals(
                Set.of("accept", "cancel", "claim", "complete", "credits_exhausted", "fail", "key_cap_reached", "lost",
                        "repeated", "too_many_tasks"),
                happened.keySet(), "everything happened");
    }
}
