package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many at once: no provider gets more than it takes, and everybody gets a picture, for which is paid once. */
class BurstTest {

    private static final int WORKERS = 8;
    private static final Map<String, Integer> CEILINGS = Map.of("bfl", 4, "ideogram", 3);

    private static List<Task> accept(House house, int count, String model, String size) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(house.accept(Wish.lamp(model, "number " + i).sized(size)));
        }
        return tasks;
    }

    private static long completed(House house, List<Task> tasks) {
        return tasks.stream().filter(task -> house.now(task).state() instanceof TaskState.Completed).count();
    }

    /** The emulators take no more either, and would say 429. */
    @Test
    void neverMoreThanTheCeilingIsInProgressAndAllAreMade() throws IOException {
        try (House house = House.narrow(CEILINGS, CEILINGS)) {
            List<Task> tasks = accept(house, 200, "flux-2-klein-9b", "64x64");
            tasks.addAll(accept(house, 200, "ideogram-v4-turbo", "512x1536"));

            house.platform.untilAllIsDone(WORKERS);

            assertEquals(400, completed(house, tasks));
            assertEquals(400, house.providers.paid());
            for (String provider : CEILINGS.keySet()) {
                assertEquals(CEILINGS.get(provider), house.mostAtOnce(provider));
                assertEquals(200, house.providers.of(provider).submissions().size());
                assertFalse(house.providers.of(provider).statuses().contains(429));
                assertEquals(0, house.capacity.taken(provider));
            }
            Books.assertBalanced(house, 200 * (2 + 3), 0, 0);
        }
    }

    /** As with an account that others use too: some are made at a later try, some never, and none is paid for in vain. */
    @Test
    void aProviderThatTakesFewerThanItSaysIsPaidForWhatItMadeAndNothingElse() throws IOException {
        try (House house = House.narrow(Map.of("bfl", 1), Map.of("bfl", 3))) {
            List<Task> tasks = accept(house, 20, "flux-2-klein-9b", "64x64");

            house.platform.untilAllIsDone(WORKERS);

            assertTrue(house.providers.of("bfl").statuses().contains(429));
            long made = completed(house, tasks);
            assertTrue(made > 1, () -> made + " made");
            assertEquals(made, house.providers.paid());
            Books.assertBalanced(house, 2 * made, 2 * (20 - made), 0);
            assertEquals(0, house.capacity.taken("bfl"));
        }
    }

    @Test
    void aMessageThatComesThreeTimesAtOnceMakesOnePicture() throws IOException {
        int copies = 3;
        try (House house = House.repeating(copies)) {
            List<Task> tasks = new ArrayList<>();
            for (String model : List.of(
                    "flux-2-pro", "recraft-v4", "gpt-image-1-mini", "nano-banana-2", "ideogram-v4-base")) {
                tasks.addAll(accept(house, 6, model, "1:1 at 0.5K"));
            }

            house.platform.untilAllIsDone(copies);

            long used = 0;
            for (Task task : tasks) {
                used += assertInstanceOf(TaskState.Completed.class, house.now(task).state()).credits();
            }
            assertEquals(tasks.size(), house.providers.paid());
            Books.assertBalanced(house, used, 0, 0);
        }
    }
}
