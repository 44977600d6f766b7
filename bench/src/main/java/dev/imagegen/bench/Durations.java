package dev.imagegen.bench;

import java.time.Duration;
import java.util.List;

/** Figures of many measured times. */
public final class Durations {

    private Durations() {}

    public static Duration median(List<Duration> times) {
        return percentile(times, 50);
    }

    /** @param percent 0 to 100 */
    public static Duration percentile(List<Duration> times, int percent) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
