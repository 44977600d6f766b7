package dev.imagegen.asset;

import dev.imagegen.credits.UsageMark;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The last refusals of the store, between which it took nothing.
 *
 * @param mark what was used when the first of them came: more was used since if the store took something
 * @param last when each task was refused, of the three that were refused last
 * @param newestAt when a task was refused for the first time, the latest of these
 */
public record Refusals(UsageMark mark, Map<String, Instant> last, Instant newestAt) {

    private static final int TASKS = 3;
    /** Three times as long as a refused image waits for its next try. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    /** The same images may be refused for what they are: some time another one has to find out. */
    private static final Duration WITHOUT_ANOTHER = Duration.ofHours(6);

    public Refusals {
        last = Map.copyOf(last);
    }

    /** None yet. */
    public static Refusals none(UsageMark mark) {
        return new Refusals(mark, Map.of(), Instant.MIN);
    }

    /** With one more. @param first true if the task was not refused before */
    public Refusals with(String taskId, boolean first, Instant now) {
        Map<String, Instant> others = last.entrySet().stream()
                .filter(other -> !other.getKey().equals(taskId) && other.getValue().plus(FORGOTTEN_AFTER).isAfter(now))
                .sorted(Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(TASKS - 1)
                .collect(Collectors.toMap(Entry::getKey, Entry::getValue, (a, _) -> a, TreeMap::new));
        boolean newest = first || last.isEmpty();
        others.put(taskId, now);
        return new Refusals(mark, others, newest ? now : newestAt);
    }

    /** When the store refused last. */
    public Instant latest() {
        return Collections.max(last.values());
    }

    /** True if it is the store that refuses, as far as can be known, and not a file or a target. */
    public boolean ofEverything(Instant now) {
        return last.size() == TASKS && newestAt.plus(WITHOUT_ANOTHER).isAfter(now);
    }
}
