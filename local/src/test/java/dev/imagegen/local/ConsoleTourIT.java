package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.system.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A real browser visits the console. Runs where Playwright is installed ({@code npm install} in {@code .ci/console}) and Chromium
 * is there; the gate makes the same tour always.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConsoleTourIT {

    private static final Path TOUR = Project.here().root().resolve(".ci/console");
    private static final Path CHROMIUM = Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));

    @BeforeEach
    void browserIsInstalled() {
        assumeTrue(Files.isDirectory(TOUR.resolve("node_modules/playwright-core")), "Playwright is not installed");
        assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed");
    }

    @Test
    void everyUseOfTheConsoleWorksInARealBrowser() throws Exception {
        Project project = Project.here();
        var options = new Options(
                project.template(), DemoCloud.parameters(), 0, Optional.empty(), project.dynamoDbLib(), Map.of());
        var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try (var system = LocalSystem.start(options, DemoCloud.cloudinary(), DemoCloud.seeder(DemoCloud.UNLIMITED), log)) {
            Process tour = new ProcessBuilder("node", TOUR.resolve("tour.mjs").toString(), system.address().toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tour.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, tour.waitFor(), said);
        }
    }
}
