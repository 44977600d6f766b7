package dev.imagegen.bench.engines;

import dev.imagegen.bench.Figures;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures the memory of the largest pictures on their way from a provider into the store. */
final class LargePictures {

    private static final int BATCH = 10;
    private static final int SMALL_MEGABYTES = 512;
    /** What the platform makes the heap of a function with the template's 2048 MB. */
    private static final int FUNCTION_MEGABYTES = 1740;

    private final Path root;
    private final Figures figures;

    LargePictures(Path root, Figures figures) {
        this.root = root;
        this.figures = figures;
    }

    void run() throws IOException, InterruptedException {
        byte[] png = LargeProvider.png();
        figures.head("A PNG of 4096x4096 and %.1f MB, as base64, through a worker in a process of its own into the store"
                .formatted(png.length / 1e6));
        through("gpt-image-2", LargeProvider.openAi(png), ImageFormat.PNG);
        // Gemini answers in a format of its own choice: each of these is decoded, and encoded again.
        through("nano-banana-2", LargeProvider.gemini(png), ImageFormat.JPEG);
    }

    private void through(String model, LargeProvider provider, ImageFormat batch) throws IOException, InterruptedException {
        try (var around = new Around(root, new Maker.Direct(new Watched(provider, BATCH), BATCH))) {
            measure(around, model, ImageFormat.PNG, 1, SMALL_MEGABYTES);
            measure(around, model, batch, BATCH, FUNCTION_MEGABYTES);
        }
    }

    private void measure(Around around, String model, ImageFormat format, int count, int megabytes)
            throws IOException, InterruptedException {
        List<Task> tasks = IntStream.range(0, count)
                .mapToObj(i -> around.accepted(model, LargeProvider.SIDE, LargeProvider.SIDE, format, "a large lighthouse"))
                .toList();
        List<String> lines = worker(around, tasks, megabytes);
        long completed = around.completed(tasks);
        if (completed < count) {
            lines.forEach(System.err::println);
        }
        figures.print("%s, %d ordered as %s".formatted(model, count, format.wireName()), String.valueOf(completed), "= " + count);
        figures.print("  peak of the heap, garbage included", peak(lines), "<= %d MB".formatted(megabytes));
    }

    private static String peak(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(LargeWorker.PEAK))
                .map(line -> line.substring(LargeWorker.PEAK.length()) + " MB")
                .findFirst()
                .orElse("unknown");
    }

    private static List<String> worker(Around around, List<Task> tasks, int megabytes) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx" + megabytes + "m",
                "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true",
                "-cp", System.getProperty("java.class.path"), LargeWorker.class.getName()));
        tasks.forEach(task -> command.add(task.id()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(around.environment());
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        process.waitFor();
        return lines;
    }
}
