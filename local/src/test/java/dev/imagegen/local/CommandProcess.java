package dev.imagegen.local;

import dev.imagegen.local.testing.TestProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command, run in a process of its own. */
record CommandProcess(Process process) implements AutoCloseable {

    static CommandProcess start(TestProject project, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dimagegen.root=" + project.root(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new CommandProcess(builder.start());
    }

    /** Returns what the finished process printed as its answer and nobody read yet. */
    String answer() throws IOException {
        return process.inputReader().readAllAsString();
    }

    /** Returns all that the finished process printed beside its answer. */
    String log() throws IOException {
        return process.errorReader().readAllAsString();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
