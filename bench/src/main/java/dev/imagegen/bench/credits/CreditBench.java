package dev.imagegen.bench.credits;

import dev.imagegen.bench.Figures;
import dev.imagegen.local.dynamodb.DynamoDbProcess;
import dev.imagegen.local.servers.Endpoints;
import dev.imagegen.local.servers.Tables;
import dev.imagegen.local.template.Template;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Measures what one accepted request pays for authentication, plan and reservation, what one image pays from there to
 * its end, and how many requests one cloud takes.
 *
 * <p>Run it with {@code ./imagegen bench credits}. The embedded DynamoDB serves one write at a time, on the same processors: its
 * requests a second are a floor, its counts and units are DynamoDB's own.
 */
public final class CreditBench {

    private static final int WARM_UP = 1500;
    private static final int REQUESTS = 1000;
    private static final Duration SPAN = Duration.ofSeconds(5);

    private final Path root;
    private final Figures figures;

    public CreditBench(Path root, Figures figures) {
        this.root = root;
        this.figures = figures;
    }

    /** Prints all figures; takes about half a minute. */
    public void run() throws IOException, InterruptedException {
        try (var server = DynamoDbProcess.start(root.resolve("local/dynamodb/target/lib"), Optional.empty());
                var dynamo = new Endpoints(server.endpoint(), server.endpoint()).dynamoDbClient()) {
            var table = Template.read(root.resolve("template.yaml"), parameters()).table().orElseThrow();
            new Tables(dynamo).create(table);
            one(dynamo, table.name());
            image(dynamo, table.name());
            for (int threads : new int[] {1, 4, 16, 64}) {
                many(dynamo, table.name(), threads);
            }
        }
    }

    private static Map<String, String> parameters() {
        return Map.of("CloudName", Front.CLOUD, "CloudinaryApiKey", "key", "CloudinarySecret", "plain:secret",
                "WebhookSecret", "plain:secret", "Engine", "sandbox", "Release", "0".repeat(64));
    }

    private void one(DynamoDbClient dynamo, String table) {
        var front = new Front(dynamo, table);
        for (int i = 0; i < WARM_UP; i++) {
            front.accept();
        }
        var counted = new Counted(dynamo);
        var measured = new Front(counted, table);
        long requests = counted.requests();
        double writes = counted.writeUnits();
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < REQUESTS; i++) {
            measured.accept();
        }
        long used = threads.getCurrentThreadCpuTime() - cpu;
        figures.head("One accepted request, of a key without limits: authentication, plan and reservation");
        figures.print("requests to the table", each(counted.requests() - requests), "<= 3");
        figures.print("read units", each(counted.readUnits()), "");
        figures.print("write units", each(counted.writeUnits() - writes), "");
        figures.print("processor time of the caller", Duration.ofNanos(used / REQUESTS), "");
    }

    private void image(DynamoDbClient dynamo, String table) {
        var counted = new Counted(dynamo);
        var front = new Front(counted, table);
        long requests = counted.requests();
        double writes = counted.writeUnits();
        for (int i = 0; i < REQUESTS; i++) {
            front.image();
        }
        figures.head("One image of a free engine: the same, then claim, end, and what the store tells of it");
        figures.print("requests to the table", each(counted.requests() - requests), "<= 7");
        figures.print("read units", each(counted.readUnits()), "");
        figures.print("write units", each(counted.writeUnits() - writes), "");
    }

    private static String each(double all) {
        return String.format(Locale.ROOT, "%.1f", all / REQUESTS);
    }

    private void many(DynamoDbClient dynamo, String table, int threads) throws InterruptedException {
        var counted = new Counted(dynamo);
        var front = new Front(counted, table);
        long before = counted.requests();
        var accepted = new AtomicLong();
        var failed = new AtomicLong();
        long end = System.nanoTime() + SPAN.toNanos();
        List<Callable<Void>> clients = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            clients.add(() -> {
                while (System.nanoTime() < end) {
                    try {
                        front.accept();
                        accepted.incrementAndGet();
                    } catch (RuntimeException e) {
                        failed.incrementAndGet();
                    }
                }
                return null;
            });
        }
        try (var pool = Executors.newFixedThreadPool(threads)) {
            pool.invokeAll(clients);
        }
        figures.head("One cloud and one key, %d threads".formatted(threads));
        figures.print("accepted requests a second",
                String.format(Locale.ROOT, "%.0f", accepted.get() / (double) SPAN.toSeconds()), "");
        figures.print("requests to the table for each",
                String.format(Locale.ROOT, "%.1f", (counted.requests() - before) / (double) accepted.get()), "");
        figures.print("refused by contention", String.valueOf(failed.get()), "= 0");
    }
}
