package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.capacity.Admission;
import dev.imagegen.capacity.Capacity;
import dev.imagegen.capacity.Limit;
import dev.imagegen.capacity.PermitRequest;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What permits cost in requests to the table: each image pays for them, those of the free sandbox too. */
class PermitRequestsTest {

    private final DynamoDbClient table = EmbeddedTable.shared().client();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Capacity capacity = new DynamoCapacity(counting(), EmbeddedTable.NAME, new SecureRandom());
    private final MutableClock clock = new MutableClock();
    private final String engine = "engine-" + Samples.id();

    private DynamoDbClient counting() {
        return (DynamoDbClient) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    requests.merge(method.getName(), 1, Integer::sum);
                    try {
                        return method.invoke(table, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Admission enter(String key, String task, int permits) {
        return capacity.enter(new PermitRequest(
                engine, Limit.of(permits, 75), task, key, clock.instant(), clock.instant().plusSeconds(150)));
    }

    private void image(String key, int number) {
        assertInstanceOf(Admission.Entered.class, enter(key, key + number, 10));
        clock.advance(Duration.ofSeconds(2));
        capacity.leave(engine, key + number);
    }

    @Test
    void imageOfAKeyThatIsAloneCostsThreeRequestsAndOneMoreInAMinute() {
        for (int i = 0; i < 30; i++) {
            image("A", i);
        }

        assertEquals(Map.of("queryPaginator", 30, "putItem", 30 + 1, "updateItem", 30), requests);
    }

    @Test
    void imagesOfManyKeysCostNoMoreThanTwoMarksInAMinute() {
        for (int i = 0; i < 30; i++) {
            image("key-" + i % 5, i);
        }

        assertEquals(Map.of("queryPaginator", 30, "putItem", 30 + 2, "updateItem", 30), requests);
    }

    @Test
    void batchReadsThePlacesOnce() {
        for (int i = 0; i < 10; i++) {
            enter("A", "task-" + i, 10);
        }
        for (int i = 0; i < 10; i++) {
            capacity.leave(engine, "task-" + i);
        }

        assertEquals(Map.of("queryPaginator", 1, "putItem", 10 + 1, "updateItem", 10), requests);
    }

    @Test
    void jobsThatFindNoPlaceReadThePlacesOnceInASecond() {
        enter("A", "has it", 1);
        clock.advance(Duration.ofSeconds(1));
        requests.clear();

        for (int i = 0; i < 100; i++) {
            assertInstanceOf(Admission.Later.class, enter("A", "task-" + i, 1));
            clock.advance(Duration.ofMillis(20));
        }

        assertEquals(Map.of("queryPaginator", 2), requests);
    }

    /** What another worker gave back is seen when the reading is a second old. */
    @Test
    void placeThatAnotherWorkerGaveBackIsFoundAfterASecond() {
        Capacity other = new DynamoCapacity(table, EmbeddedTable.NAME, new SecureRandom());
        other.enter(new PermitRequest(engine, Limit.of(1, 75), "other", "A", clock.instant(), clock.instant().plusSeconds(150)));
        assertInstanceOf(Admission.Later.class, enter("A", "mine", 1));
        other.leave(engine, "other");
        assertInstanceOf(Admission.Later.class, enter("A", "mine", 1));

        clock.advance(Duration.ofSeconds(1));

        assertInstanceOf(Admission.Entered.class, enter("A", "mine", 1));
    }

    /** What is known here is a hint: the table decides. */
    @Test
    void placeThatAnotherWorkerTookMeanwhileIsNotTakenTwice() {
        Capacity other = new DynamoCapacity(table, EmbeddedTable.NAME, new SecureRandom());
        enter("A", "first", 2);
        other.enter(new PermitRequest(engine, Limit.of(2, 75), "other", "A", clock.instant(), clock.instant().plusSeconds(150)));

        assertInstanceOf(Admission.Later.class, enter("A", "second", 2));
    }
}
