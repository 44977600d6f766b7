package dev.imagegen.local;

import dev.imagegen.local.system.CloudinaryStarter;
import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.system.Options;
import dev.imagegen.local.system.Seeder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs the whole system until the process is told to end. */
final class UpCommand {

    /** What an orderly end may take; what is left then ends with the process. */
    private static final Duration STOP_LIMIT = Duration.ofMillis(2500);

    private final Project project;
    private final Map<String, String> environment;
    private final CloudinaryStarter cloudinary;
    private final Seeder seeder;

    UpCommand(Project project, Map<String, String> environment, CloudinaryStarter cloudinary, Seeder seeder) {
        this.project = project;
        this.environment = environment;
        this.cloudinary = cloudinary;
        this.seeder = seeder;
    }

    /**
     * Runs it; returns only if it is interrupted.
     *
     * @param out gets the line that says that it is ready, and where it is reached otherwise
     * @param log gets what the functions write
     * @throws UsageException if the port or the folder of {@code --data} is in use
     */
    void run(Command.Up up, PrintStream out, PrintStream log) throws IOException, InterruptedException {
        if (up.data().isPresent()) {
            try (var _ = DataDir.take(up.data().get())) {
                serve(up, out, log);
            }
        } else {
            serve(up, out, log);
        }
    }

    private void serve(Command.Up up, PrintStream out, PrintStream log) throws IOException, InterruptedException {
        var parameters = DemoCloud.parameters();
        up.credits().ifPresent(credits -> parameters.put("MonthlyCredits", String.valueOf(credits)));
        parameters.putAll(up.set());
        if (!DemoProviders.needed(parameters)) {
            serve(up, parameters, out, log);
            return;
        }
        try (var providers = DemoProviders.start(up.port() == 0 ? 0 : up.port() + 3)) {
            var both = new HashMap<>(providers.parameters(parameters));
            both.putAll(parameters);
            out.println("The providers on this machine count their calls at " + providers.counts());
            serve(up, both, out, log);
        }
    }

    private void serve(Command.Up up, Map<String, String> parameters, PrintStream out, PrintStream log)
            throws IOException, InterruptedException {
        var options = new Options(
                project.template(),
                parameters,
                up.port(),
                up.data(),
                project.dynamoDbLib(),
                environment);
        var system = start(options, log);
        var state = UpState.of(system);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system, state, log)));
        state.write(project.stateFile());
        out.println("Imagegen is ready at " + system.address() + " (cloud demo, key demo-key, secret demo-secret)");
        system.functionUrl().ifPresent(url -> out.println("Synchronous calls wait for slow images too at " + url));
        new CountDownLatch(1).await();
    }

    private LocalSystem start(Options options, PrintStream log) throws IOException {
        try {
            return LocalSystem.start(options, cloudinary, seeder, log);
        } catch (BindException inUse) {
            throw new UsageException("Port " + options.port() + " is in use: choose another one with --port.");
        }
    }

    private void stop(LocalSystem system, UpState state, PrintStream log) {
        var closing = Thread.ofVirtual().start(system::close);
        try {
            state.delete(project.stateFile());
            closing.join(STOP_LIMIT);
        } catch (IOException stays) {
            log.println("Could not delete " + project.stateFile() + ": " + stays.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
