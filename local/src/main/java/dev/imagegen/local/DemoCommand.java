package dev.imagegen.local;

import dev.imagegen.local.demo.Demo;
import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.system.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Runs the documentation's examples: against a system that runs, else against one of its own that lasts as long. */
final class DemoCommand {

    private static final String FOLDER = "imagegen-demo";

    private final Project project;
    private final Map<String, String> environment;

    DemoCommand(Project project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /** @param out gets the table of what came */
    void run(PrintStream out) throws IOException, InterruptedException {
        Optional<UpState> up = UpState.read(project.stateFile());
        if (up.isPresent()) {
            run(URI.create("http://127.0.0.1:" + up.get().port()), out);
            return;
        }
        var options = new Options(
                project.template(), DemoCloud.parameters(), 0, Optional.empty(), project.dynamoDbLib(), environment);
        // Its own functions' log would only hide the table.
        var log = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(log);
        try (var system = LocalSystem.start(options, DemoCloud.cloudinary(), DemoCloud.seeder(DemoCloud.UNLIMITED), log)) {
            run(system.address(), out);
        }
    }

    private void run(URI address, PrintStream out) throws IOException, InterruptedException {
        Path page = new Demo(address, DemoCloud.NAME, DemoCloud.KEY, DemoCloud.SECRET, project.root().resolve(FOLDER), out).run();
        out.println("All of them on one page: " + page);
    }
}
