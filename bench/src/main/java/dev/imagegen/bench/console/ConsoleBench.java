package dev.imagegen.bench.console;

import dev.imagegen.bench.Durations;
import dev.imagegen.bench.Figures;
import dev.imagegen.local.runtime.Invocation;
import dev.imagegen.local.runtime.RuntimeProcess;
import dev.imagegen.local.system.CloudinaryStarter;
import dev.imagegen.local.system.Options;
import dev.imagegen.local.system.Surroundings;
import dev.imagegen.local.template.FunctionSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Measures the first visit of the console: the packaged function is booted as the platform does it, without a snapshot, and asked
 * for the page; beside it for {@code GET /health}, which costs the start alone.
 *
 * <p>Run it with {@code ./imagegen bench console}.
 */
public final class ConsoleBench {

    private static final int STARTS = 9;

    private final Path root;
    private final Figures figures;

    public ConsoleBench(Path root, Figures figures) {
        this.root = root;
        this.figures = figures;
    }

    /** Prints all figures; takes about half a minute. */
    public void run() throws IOException, InterruptedException {
        var parameters = Map.of("CloudName", "demo", "CloudinaryApiKey", "key", "CloudinarySecret", "plain:secret",
                "WebhookSecret", "plain:secret", "Engine", "sandbox");
        var options = new Options(
                root.resolve("template.yaml"), parameters, 0, Optional.empty(), root.resolve("local/dynamodb/target/lib"), Map.of());
        URI nowhere = URI.create("http://127.0.0.1:1");
        try (var around = Surroundings.start(options, nowhere, CloudinaryStarter.elsewhere(nowhere), (_, _) -> { })) {
            FunctionSpec generate = around.functions().stream()
                    .filter(function -> function.id().equals("GenerateFunction"))
                    .findFirst()
                    .orElseThrow();
            List<Duration> console = new ArrayList<>();
            List<Duration> health = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                health.add(firstAnswer(generate, around.environment(generate), "health"));
                console.add(firstAnswer(generate, around.environment(generate), "console"));
            }
            Duration page = Durations.median(console);
            Duration start = Durations.median(health);
            figures.head("A first visit on a cold function, median of %d starts".formatted(STARTS));
            figures.print("boot and GET /console", page, "");
            figures.print("boot and GET /health", start, "");
            figures.print("what the page costs", page.minus(start), "<= 100 ms");
        }
    }

    private Duration firstAnswer(FunctionSpec generate, Map<String, String> environment, String event)
            throws IOException, InterruptedException {
        String json = Files.readString(root.resolve("events/generate/" + event + ".json"));
        long begun = System.nanoTime();
        try (var log = new PrintStream(OutputStream.nullOutputStream());
                var process = RuntimeProcess.start(root.resolve("local/target/ric"), root.resolve(generate.codeUri()), generate,
                        environment, Clock.systemUTC(), () -> UUID.randomUUID().toString(), log)) {
            return switch (process.invoke(json)) {
                case Invocation.Answer answer when answer.json().contains("\"statusCode\":200") ->
                    Duration.ofNanos(System.nanoTime() - begun);
                case Invocation other -> throw new IOException("The function did not answer: " + other);
            };
        }
    }
}
