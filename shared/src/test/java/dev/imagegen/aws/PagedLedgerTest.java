package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.audit.Account;
import dev.imagegen.audit.Books.Entry;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.KeyUsage;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import dev.imagegen.time.Sleeper;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Months and tables that are more than one page. */
class PagedLedgerTest {

    private static final int KEYS = 11;

    @Test
    void everyKeyAndEveryTaskIsReadOnceFromPagesOfFour() {
        var client = EmbeddedTable.shared().client();
        String table = EmbeddedTable.create(client, "paged");
        var tasks = new DynamoTaskStore(client, table, Sleeper.ofThread(), new SecureRandom());
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < KEYS; i++) {
            Task task = Samples.task("paged", "key-" + i, 1, Budget.of(Allowance.limitedTo(50)));
            tasks.accept(task);
            ids.add(task.id());
        }
        var pages = new SmallPages(client, 4);

        var usage = new DynamoLedger(pages, table).usage("paged", Samples.MONTH);

        assertEquals(KEYS, usage.ofCloud().orElseThrow().reserved());
        assertEquals(KEYS, usage.byKey().values().stream().map(KeyUsage::balance).mapToLong(b -> b.reserved()).sum());
        assertEquals(KEYS, usage.byKey().size());
        assertTrue(pages.read() >= 3);

        var books = new DynamoBooks(pages, table);
        Set<String> scanned = new TreeSet<>();
        books.tasks().forEach(task -> assertTrue(scanned.add(task.id())));
        assertEquals(ids, scanned);
        Set<Account> accounts = new HashSet<>();
        for (Entry entry : books.entries()) {
            assertTrue(accounts.add(entry.account()));
        }
        assertEquals(KEYS + 1, accounts.size());
    }
}
