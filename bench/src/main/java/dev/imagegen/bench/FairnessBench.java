package dev.imagegen.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Measures what 700 slow jobs of one API key cost another key's quick calls: on a system that knows the other key already, and on one
 * where it comes for the first time while all places are taken.
 *
 * <p>Run it with {@code ./imagegen bench fairness}. The embedded queue delivers in order, whoever sent a message: what helps here is the
 * share of the places that one key may have. SQS serves the quieter key first besides.
 */
final class FairnessBench {

    private static final int SLOW_JOBS = 700;
    private static final int SECONDS = 30;
    private static final int CLIENTS = 16;
    private static final int CALLS = 20;

    private final Path root;
    private final Figures figures;

    FairnessBench(Path root, Figures figures) {
        this.root = root;
        this.figures = figures;
    }

    /** Prints all figures; takes about three minutes. */
    void run() throws IOException, InterruptedException {
        Duration quiet = known();
        unknown(quiet);
    }

    /** @return the quiet value of calls that are made all at once */
    private Duration known() throws IOException, InterruptedException {
        try (UpProcess up = UpProcess.start(root)) {
            Client root = new Client(up.address());
            Client many = root.ofNewKey("many");
            Client few = root.ofNewKey("few");
            few.images(2 * CALLS, CALLS);
            Duration together = Durations.median(few.images(CALLS, CALLS));
            Duration single = Durations.median(few.images(CALLS, 1));
            figures.head("20 quick calls of a key that asked within five minutes");
            figures.print("all at once, quiet, median", together, "");
            figures.print("one after the other, quiet, median", single, "");
            many.submit(SLOW_JOBS, CLIENTS, SECONDS);
            print("all at once, behind 700 slow ones", few.images(CALLS, CALLS), goal(together));
            print("one by one, behind 700 slow ones", few.images(CALLS, 1), goal(single));
            return together;
        }
    }

    /** Then all places are taken, and the first one is free when the first of the slow ones ends. */
    private void unknown(Duration quiet) throws IOException, InterruptedException {
        try (UpProcess up = UpProcess.start(root)) {
            Client root = new Client(up.address());
            Client many = root.ofNewKey("many");
            Client few = root.ofNewKey("few");
            many.images(3 * CALLS, CALLS);
            figures.head("20 quick calls of a key that comes for the first time; a slow job takes %d s".formatted(SECONDS));
            many.submit(SLOW_JOBS, CLIENTS, SECONDS);
            print("all at once, behind 700 slow ones", few.images(CALLS, CALLS), "");
            print("one by one after these", few.images(CALLS, 1), goal(quiet));
        }
    }

    private static String goal(Duration quiet) {
        return String.format(Locale.ROOT, "<= %.1f s", quiet.multipliedBy(2).plusSeconds(2).toMillis() / 1000.0);
    }

    private void print(String what, List<Duration> times, String goal) {
        figures.print(what + ", median", Durations.median(times), goal);
        figures.print("  the slowest", Durations.percentile(times, 100), "");
    }
}
