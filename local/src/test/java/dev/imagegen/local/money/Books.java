package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.imagegen.contract.Notice;
import dev.imagegen.credits.Balance;
import dev.imagegen.task.Task;
import java.util.List;
import java.util.OptionalLong;

/** What has to be right whatever happened, when everything has ended. */
final class Books {

    private Books() {}

    /**
     * @param used credits for images that were made
     * @param possibleSpend credits for what a provider may bill for nothing
     */
    static void assertBalanced(House house, long used, long refunded, long possibleSpend) {
        assertEquals(
                new Balance(OptionalLong.of(House.LIMIT), 0, used, refunded,
                        possibleSpend),
                house.balance());
    }

    /** Nothing is left behind: no place at an engine, no key and no prompt in the log. */
    static void assertTidy(House house, Task task) {
        for (String provider : EmulatedProviders.NAMES) {
            assertEquals(0, house.capacity.taken(provider), () -> "places taken at " + provider);
        }
        assertEquals(0, house.capacity.taken(EmulatedAddOn.NAME), "places taken at the add-on");
        assertFalse(house.log().contains(EmulatedProviders.KEY), "the key is in the log");
        assertFalse(house.log().contains(task.order().prompt()), "the prompt is in the log");
        assertFalse(task.toString().contains(EmulatedProviders.KEY), "the key is in the task");
    }

    static List<String> texts(Task task) {
        return task.notices().stream().map(Notice::text).toList();
    }
}
