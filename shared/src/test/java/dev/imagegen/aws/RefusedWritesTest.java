package dev.imagegen.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.KeyStore;
import dev.imagegen.access.KeyStoreContract;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.CapacityContract;
import dev.imagegen.contract.Json;
import dev.imagegen.credits.LedgerContract;
import dev.imagegen.delivery.NotificationContract;
import dev.imagegen.delivery.NotificationStore;
import dev.imagegen.delivery.WebhookSettingsContract;
import dev.imagegen.delivery.WebhookSettingsStore;
import dev.imagegen.spool.Spool;
import dev.imagegen.spool.SpoolContract;
import dev.imagegen.task.BudgetContract;
import dev.imagegen.task.EventLogContract;
import dev.imagegen.task.RepeatedRequestContract;
import dev.imagegen.task.SettlementContract;
import dev.imagegen.task.TaskStore;
import dev.imagegen.task.TaskStoreContract;
import dev.imagegen.testing.HttpStub.Call;
import dev.imagegen.testing.HttpStub.Reply;
import dev.imagegen.testing.Stores;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The suites of all stores against a table that refuses each write before it takes it: for a running transaction each time, and
 * each {@value #SELDOM}th time in another way that means "not now" as well. None of these refusals is a store's answer.
 */
class RefusedWritesTest {

    /** The client waits up to a second after these. */
    private static final int SELDOM = 60;
    private static final List<String> THROTTLED =
            List.of("ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded");
    private static final List<String> THROTTLED_TRANSACTION = List.of(
            "TransactionInProgressException", "ThrottlingError", "ProvisionedThroughputExceeded", "ThrottlingException");

    private static final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private static final AtomicInteger refused = new AtomicInteger();
    private static final DynamoFaultProxy proxy =
            new DynamoFaultProxy(EmbeddedTable.shared().endpoint(), RefusedWritesTest::refuseFirst);

    private final DynamoDbClient client = proxy.client();

    @AfterEach
    void hangUp() {
        client.close();
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    private static Reply refuseFirst(Call call, DynamoFaultProxy.Exchange table) throws IOException {
        if (!DynamoFaultProxy.isWrite(call)) {
            return table.send(call);
        }
        boolean transaction = DynamoFaultProxy.operation(call).equals("TransactWriteItems");
        return switch (transaction ? timesSent(call) : DynamoFaultProxy.attempt(call)) {
            case 1 -> transaction
                    ? DynamoFaultProxy.cancelled(call, "TransactionConflict")
                    : DynamoFaultProxy.refusal("TransactionConflictException", "");
            case 2 -> {
                int number = refused.incrementAndGet();
                yield number % SELDOM == 0 ? throttled(call, transaction, number / SELDOM) : table.send(call);
            }
            default -> table.send(call);
        };
    }

    /** Transactions are written again under another token each time, and no two of these suites are alike. */
    private static int timesSent(Call call) {
        var body = (ObjectNode) Json.parse(call.text());
        body.remove("ClientRequestToken");
        return sent.merge(Json.write(body), 1, Integer::sum);
    }

    private static Reply throttled(Call call, boolean transaction, int number) {
        List<String> kinds = transaction ? THROTTLED_TRANSACTION : THROTTLED;
        String kind = kinds.get(number % kinds.size());
        return transaction && !kind.endsWith("Exception")
                ? DynamoFaultProxy.cancelled(call, kind)
                : DynamoFaultProxy.refusal(kind, "");
    }

    private TaskStore tasks() {
        return new DynamoTaskStore(client, EmbeddedTable.NAME, pause -> { }, new SecureRandom());
    }

    private Stores stores() {
        return new Stores(tasks(), new DynamoLedger(client, EmbeddedTable.NAME), new DynamoAssetRegistry(client, EmbeddedTable.NAME));
    }

    @Nested
    class Tasks extends TaskStoreContract {
        Tasks() {
            super(stores());
        }
    }

    @Nested
    class Settlements extends SettlementContract {
        Settlements() {
            super(stores());
        }
    }

    @Nested
    class Budgets extends BudgetContract {
        Budgets() {
            super(stores());
        }
    }

    @Nested
    class RepeatedRequests extends RepeatedRequestContract {
        RepeatedRequests() {
            super(stores());
        }
    }

    @Nested
    class Ledgers extends LedgerContract {
        Ledgers() {
            super(stores());
        }
    }

    @Nested
    class Keys extends KeyStoreContract {
        @Override
        protected KeyStore keys() {
            return new DynamoKeyStore(client, EmbeddedTable.NAME, pause -> { }, new SecureRandom());
        }
    }

    @Nested
    class Permits extends CapacityContract {
        @Override
        protected Capacity capacity() {
            return new DynamoCapacity(client, EmbeddedTable.NAME, new SecureRandom());
        }
    }

    @Nested
    class Notifications extends NotificationContract {
        @Override
        protected TaskStore tasks() {
            return RefusedWritesTest.this.tasks();
        }

        @Override
        protected NotificationStore notifications() {
            return new DynamoNotificationStore(client, EmbeddedTable.NAME);
        }
    }

    @Nested
    class WebhookSettings extends WebhookSettingsContract {
        @Override
        protected WebhookSettingsStore settings() {
            return new DynamoWebhookSettingsStore(client, EmbeddedTable.NAME);
        }
    }

    @Nested
    class Events extends EventLogContract {
        Events() {
            super(new DynamoEventLog(client, EmbeddedTable.NAME));
        }
    }

    @Nested
    class Spools extends SpoolContract {
        @Override
        protected Spool spool() {
            return new DynamoSpool(client, EmbeddedTable.NAME);
        }
    }
}
