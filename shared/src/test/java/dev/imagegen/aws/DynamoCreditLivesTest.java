package dev.imagegen.aws;

import dev.imagegen.audit.CreditLife;
import dev.imagegen.time.Sleeper;
import java.security.SecureRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lives of {@code CreditLivesTest} on the embedded DynamoDB, in a table of their own: the audit reads it whole. */
class DynamoCreditLivesTest {

    private static final int STEPS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theAuditHoldsAfterEveryStep(long seed) {
        var client = EmbeddedTable.shared().client();
        String table = EmbeddedTable.create(client, "lives-" + seed);
        var life = new CreditLife(
                seed,
                new DynamoTaskStore(client, table, Sleeper.ofThread(), new SecureRandom()),
                new DynamoLedger(client, table),
                new DynamoBooks(client, table));
        for (int i = 0; i < STEPS; i++) {
            life.step();
            life.audit();
        }
        life.auditAtRest();
    }
}
