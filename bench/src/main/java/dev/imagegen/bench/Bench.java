package dev.imagegen.bench;

import dev.imagegen.bench.console.ConsoleBench;
import dev.imagegen.bench.credits.CreditBench;
import dev.imagegen.bench.engines.EngineBench;
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
    private static final String USAGE = "Usage: ./imagegen bench | bench engines | bench credits | bench console | bench fairness";
    private static final Figures FIGURES = new Figures(System.out);

    private Bench() {}

    /** @param args as the command has them: {@code bench}, {@code bench engines} for {@link EngineBench},
     *     {@code bench credits} for {@link CreditBench}, {@code bench console} for {@link ConsoleBench}, or {@code bench fairness}
     *     for {@link FairnessBench} */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("imagegen.root"));
        switch (List.of(args)) {
            case List<String> words when words.equals(List.of("bench")) -> system(root);
            case List<String> words when words.equals(List.of("bench", "engines")) -> new EngineBench(root, FIGURES).run();
            case List<String> words when words.equals(List.of("bench", "credits")) -> new CreditBench(root, FIGURES).run();
            case List<String> words when words.equals(List.of("bench", "console")) -> new ConsoleBench(root, FIGURES).run();
            case List<String> words when words.equals(List.of("bench", "fairness")) -> new FairnessBench(root, FIGURES).run();
            case List<String> words when words.contains("--help") || words.contains("-h") -> System.out.println(USAGE);
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
        System.exit(0);
    }

    private static void system(Path root) throws IOException, InterruptedException {
        List<Duration> starts = new ArrayList<>();
        for (int i = 1; i < STARTS; i++) {
            try (UpProcess up = UpProcess.start(root)) {
                starts.add(up.startTime());
            }
        }
        try (UpProcess up = UpProcess.start(root)) {
            starts.add(up.startTime());
            FIGURES.print("ready after", Durations.median(starts), "<= 10 s");
            Client client = new Client(up.address());
            calls(client);
            tasks(client);
            FIGURES.print("resident memory, up and DynamoDB", up.residentMegabytes() + " MB", "<= 600 MB");
        }
    }

    private static void calls(Client client) throws IOException {
        client.synchronous(CALLS / 2);
        List<Duration> calls = client.synchronous(CALLS);
        Duration drawing = Drawings.median(CALLS);
        Duration call = Durations.median(calls);
        FIGURES.print("synchronous call, 512x512, median", call, "");
        FIGURES.print("  of it the drawing alone", drawing, "");
        FIGURES.print("  what the rest costs", call.minus(drawing), "<= 100 ms");
        FIGURES.print("  95th percentile of the call", Durations.percentile(calls, 95), "");
    }

    private static void tasks(Client client) throws IOException, InterruptedException {
        client.asynchronous(TASKS / 2, CLIENTS);
        Duration all = client.asynchronous(TASKS, CLIENTS);
        double perSecond = TASKS / (all.toMillis() / 1000.0);
        FIGURES.print("small tasks completed a second", String.format(Locale.ROOT, "%.0f", perSecond), ">= 50");
    }
}
