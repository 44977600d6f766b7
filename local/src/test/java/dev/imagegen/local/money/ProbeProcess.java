package dev.imagegen.local.money;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@link Probe}. */
final class ProbeProcess {

    /** Ends one that hangs; it takes seconds on a machine with nothing else to do. */
    private static final int MOST_MINUTES = 20;

    private ProbeProcess() {}

    /** @param status with which it ended; -1 if it had to be ended @param log the worker's lines, and what else it printed */
    record Ended(int status, String log) {}

    /** Starts it, with these variables alone, and returns when it has ended. */
    static Ended run(Map<String, String> environment, Path folder, String what, List<String> words)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName(),
                what));
        command.addAll(words);
        Path log = Files.createTempFile(folder, what, ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            int status = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) ? process.exitValue() : -1;
            return new Ended(status, Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }
}
