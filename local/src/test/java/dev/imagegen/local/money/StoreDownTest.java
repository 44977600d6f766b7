package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.StoreException;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The asset store does not answer, or does not let us in: what was paid for waits in the spool, and is not paid for again. */
class StoreDownTest {

    private static final List<String> MODELS = List.of(
            "flux-2-klein-9b", "flux-2-pro-edit", "recraft-v3-edit", "gpt-image-1-mini", "nano-banana-2",
            "ideogram-v4-turbo");
    /** Of the others several are ordered before the first one has come. */
    private static final List<String> ANSWERED_AT_ONCE = List.of("recraft-v4", "gpt-image-1-mini", "nano-banana-2");
    private static final int TASKS = 30;

    @Test
    void thirtyPicturesOutliveAStoreThatIsDownForHours() throws IOException {
        try (House house = House.direct()) {
            house.assets.breakDown();
            List<Task> tasks = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                tasks.add(house.accept(Wish.lamp(MODELS.get(i % MODELS.size()), "number " + i)));
            }
            long reserved = house.balance().reserved();

            house.platform.goOn(Duration.ofHours(3));

            for (Task task : tasks) {
                var waiting = assertInstanceOf(TaskState.Generated.class, house.now(task).state());
                assertTrue(waiting.paid());
                assertTrue(house.spool.find(task.id()).isPresent());
            }
            assertEquals(TASKS, house.providers.paid());
            assertEquals(reserved, house.balance().reserved());
            assertTrue(house.assets.uploads() > 10 * TASKS, "it is tried again and again");

            house.assets.repair();
            house.platform.untilAllIsDone();

            for (Task task : tasks) {
                var completed = assertInstanceOf(TaskState.Completed.class, house.now(task).state());
                ImageHeader stored = ImageHeader.read(house.stored(task)).orElseThrow();
                assertEquals(completed.asset().width(), stored.width());
                assertTrue(completed.credits() <= task.reservation().credits());
                Books.assertTidy(house, house.now(task));
            }
            assertEquals(TASKS, house.providers.paid());
            assertEquals(TASKS, tasks.stream().map(Task::id).filter(id -> house.assets.fetch(id).isPresent()).count());
            long used = tasks.stream().mapToLong(task -> ((TaskState.Completed) house.now(task).state()).credits()).sum();
            Books.assertBalanced(house, used, 0, 0);
        }
    }

    @Test
    void ofThirtyPicturesOneIsPaidForWhileTheStoreDoesNotLetUsInAndTheOthersAfterwards() throws IOException {
        try (House house = House.direct()) {
            house.assets.breakDown(StoreException.credentials("The store did not accept the credentials."));
            List<Task> tasks = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                tasks.add(house.accept(Wish.lamp(ANSWERED_AT_ONCE.get(i % ANSWERED_AT_ONCE.size()), "number " + i)));
            }

            house.platform.goOn(Duration.ofHours(3));

            assertEquals(1, house.providers.paid());
            assertFalse(house.logged("provider_alarm").isEmpty());

            house.assets.repair();
            house.platform.untilAllIsDone();

            for (Task task : tasks) {
                assertInstanceOf(TaskState.Completed.class, house.now(task).state());
                Books.assertTidy(house, house.now(task));
            }
            assertEquals(TASKS, house.providers.paid());
        }
    }

    @Test
    void ofThirtyPicturesThreeArePaidForWhileTheStoreRefusesAllAndTheOthersAfterwards() throws IOException {
        try (House house = House.direct()) {
            house.assets.breakDown(new StoreException(false, "The account is over its limits.", null));
            List<Task> tasks = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                tasks.add(house.accept(Wish.lamp(ANSWERED_AT_ONCE.get(i % ANSWERED_AT_ONCE.size()), "number " + i)));
            }

            house.platform.goOn(Duration.ofHours(3));

            assertEquals(3, house.providers.paid());
            assertFalse(house.logged("provider_alarm").isEmpty());

            house.assets.repair();
            house.platform.untilAllIsDone();

            for (Task task : tasks) {
                assertInstanceOf(TaskState.Completed.class, house.now(task).state());
                Books.assertTidy(house, house.now(task));
            }
            assertEquals(TASKS, house.providers.paid());
        }
    }
}
