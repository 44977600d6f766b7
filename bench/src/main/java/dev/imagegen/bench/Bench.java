package dev.imagegen.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the whole system on this machine, from outside, and prints each figure beside its goal.
 *
 * <p>Run it with {@code ./imagegen bench} on a machine that does nothing else. Absolute times are those of the machine: the
 * overhead of a call is therefore given over the time that the drawing itself takes here.
 */
public final class Bench {

    private static final int STARTS = 5;
    private static final int CALLS = 200;
    private static final int TASKS = 1000;
    private static final int CLIENTS = 16;

    private Bench() {}

    /** @param args none */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("imagegen.root"));
        List<Duration> starts = new ArrayList<>();
        for (int i = 1; i < STARTS; i++) {
            try (UpProcess up = UpProcess.start(root)) {
                starts.add(up.startTime());
            }
        }
        try (UpProcess up = UpProcess.start(root)) {
            starts.add(up.startTime());
            print("ready after", Durations.median(starts), "<= 10 s");
            Client client = new Client(up.address());
            calls(client);
            tasks(client);
            print("resident memory, up and DynamoDB", up.residentMegabytes() + " MB", "<= 600 MB");
        }
        System.exit(0);
    }

    private static void calls(Client client) throws IOException {
        client.synchronous(CALLS / 2);
        List<Duration> calls = client.synchronous(CALLS);
        Duration drawing = Drawings.median(CALLS);
        Duration call = Durations.median(calls);
        print("synchronous call, 512x512, median", call, "");
        print("  of it the drawing alone", drawing, "");
        print("  what the rest costs", call.minus(drawing), "<= 100 ms");
        print("  95th percentile of the call", Durations.percentile(calls, 95), "");
    }

    private static void tasks(Client client) throws IOException, InterruptedException {
        client.asynchronous(TASKS / 2, CLIENTS);
        Duration all = client.asynchronous(TASKS, CLIENTS);
        double perSecond = TASKS / (all.toMillis() / 1000.0);
        print("small tasks completed a second", String.format(Locale.ROOT, "%.0f", perSecond), ">= 50");
    }

    private static void print(String what, Duration value, String goal) {
        print(what, value.compareTo(Duration.ofSeconds(1)) < 0
                ? String.format(Locale.ROOT, "%.1f ms", value.toNanos() / 1e6)
                : String.format(Locale.ROOT, "%.2f s", value.toNanos() / 1e9), goal);
    }

    private static void print(String what, String value, String goal) {
        System.out.printf(Locale.ROOT, "%-42s %12s   %s%n", what, value, goal.isEmpty() ? "" : "goal " + goal);
    }
}
