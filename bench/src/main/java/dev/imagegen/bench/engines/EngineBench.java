package dev.imagegen.bench.engines;

import dev.imagegen.bench.Figures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures the worker with each engine, at the ceiling of who makes the pictures, and its memory with the largest pictures.
 *
 * <p>Run it with {@code ./imagegen bench engines}. The worker runs in this process, with the real adapters, on embedded
 * DynamoDB and SQS; beside it run the emulators, which draw every picture on the same processors.
 */
public final class EngineBench {

    private static final int TASKS = 1000;
    /** A real one takes 5 to 120 seconds. */
    private static final Duration DRAWING = Duration.ofMillis(200);

    private final Path root;
    private final Figures figures;

    public EngineBench(Path root, Figures figures) {
        this.root = root;
        this.figures = figures;
    }

    /** Prints all figures; takes about ten minutes. */
    public void run() throws IOException, InterruptedException {
        // The worker's log lines would stand between the figures.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        figures.head("""
                The worker in this process, on embedded DynamoDB and SQS; Cloudinary's and the provider's emulator beside it.
                %d tasks each, a quarter more of them under way than the provider takes at once. A picture takes
                it %d ms, not the 5 to 120 s of a real one; BFL, Ideogram and the add-on are asked once a second at most."""
                .formatted(TASKS, DRAWING.toMillis()));
        for (Subject subject : Subject.values()) {
            print(subject, subject.ceiling());
        }
        new LargePictures(root, figures).run();
    }

    private void print(Subject subject, int ceiling) throws IOException, InterruptedException {
        EngineRun.Seen seen = EngineRun.of(root, subject, TASKS, DRAWING, ceiling);
        Maker.Calls calls = seen.calls();
        figures.head("%s: %s, %dx%d, %d at once".formatted(
                subject.provider(), subject.model(), subject.width(), subject.height(), ceiling));
        figures.print("tasks completed", String.valueOf(seen.completed()), "= " + TASKS);
        figures.print("pictures paid for", String.valueOf(calls.paid()), "= " + TASKS);
        figures.print("answers 429", String.valueOf(calls.sentAway()), "= 0");
        if (subject.synchronous()) {
            figures.print("orders before it at once, at most", String.valueOf(calls.ordersAtOnce()), "<= " + ceiling);
        }
        figures.print("messages that failed", String.valueOf(seen.failures()), "= 0");
        figures.print("all of them after", seen.all(), "");
        figures.print("from the job to the end, median", seen.median(), "");
        figures.print("worker held for an image", seen.held(), subject.synchronous() ? "<= 700 ms" : "<= 500 ms");
        figures.print("  by so many messages", String.format(Locale.ROOT, "%.1f", seen.messages()), "");
    }
}
