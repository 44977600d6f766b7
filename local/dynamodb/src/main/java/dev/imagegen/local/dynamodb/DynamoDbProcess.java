package dev.imagegen.local.dynamodb;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * DynamoDB Local, running in a process of its own on a free port of the loopback interface.
 *
 * <p>The process ends with {@link #close()}, and by itself when this process ends in whatever way. It takes any access
 * key, and shows the same tables to all of them.
 */
public final class DynamoDbProcess implements AutoCloseable {

    /** How long a start may take before it counts as hanging: five minutes, many times what it needs on a busy machine. */
    static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final Process process;
    private final Scratch scratch;
    private final URI endpoint;

    private DynamoDbProcess(Process process, Scratch scratch, URI endpoint) {
        this.process = process;
        this.scratch = scratch;
        this.endpoint = endpoint;
    }

    /**
     * Starts the process and returns when it answers.
     *
     * @param libDir  the folder with the jars of DynamoDB Local: {@code local/dynamodb/target/lib}
     * @param dataDir where the tables are kept, made if it is not there; empty keeps them in memory
     * @throws IOException if the process can not be started, ends early or does not answer within five minutes;
     *                     the message holds what it printed
     */
    public static DynamoDbProcess start(Path libDir, Optional<Path> dataDir) throws IOException {
        return start(libDir, dataDir, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param temporary where the process and those before it have their temporary files */
    static DynamoDbProcess start(Path libDir, Optional<Path> dataDir, Path temporary) throws IOException {
        if (!Files.isDirectory(libDir)) {
            throw new IOException("No DynamoDB Local in " + libDir + ": build the module local/dynamodb, which copies it there");
        }
        if (dataDir.isPresent()) {
            Files.createDirectories(dataDir.get());
        }
        var scratch = Scratch.make(temporary, pid -> ProcessHandle.of(pid).isPresent());
        var command = command(libDir, dataDir, scratch.folder());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new DynamoDbProcess(process, scratch, URI.create("http://127.0.0.1:" + port(process, Output.of(process))));
        } catch (IOException failed) {
            end(process);
            scratch.close();
            throw failed;
        }
    }

    private static int port(Process process, Output output) throws IOException {
        try {
            var port = output.port().get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (port.isEmpty()) {
                throw new IOException("DynamoDB Local ended with status " + process.waitFor() + ". It said:\n" + output.text());
            }
            return port.get();
        } catch (TimeoutException hangs) {
            throw new IOException(
                    "DynamoDB Local did not answer within " + START_LIMIT.toSeconds() + " s. It said:\n" + output.text(), hangs);
        } catch (ExecutionException impossible) {
            throw new IOException("Waiting for DynamoDB Local failed", impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while DynamoDB Local started", interrupted);
        }
    }

    /** Returns where it listens, for example {@code http://127.0.0.1:41235}. */
    public URI endpoint() {
        return endpoint;
    }

    /** Returns the id of the process. */
    public long pid() {
        return process.pid();
    }

    /**
     * Ends the process, returns when it is gone, and leaves no temporary files of it; at most two seconds pass before it is
     * ended by force.
     */
    @Override
    public void close() {
        end(process);
        scratch.close();
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        // What is ended by force is gone at once, but not before the call returns.
        process.onExit().join();
    }

    private static List<String> command(Path libDir, Optional<Path> dataDir, Path temporary) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Small, because it serves one developer, or one test class after the other. The second compiler stays: without it
                // the one thread that writes takes a third fewer transactions, and is what the whole system waits for.
                "-Xmx112m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=40m",
                // The second compiler needs tens of megabytes for a moment, which otherwise stay with the process.
                "-XX:TrimNativeHeapInterval=5000",
                "-Djava.io.tmpdir=" + temporary.toAbsolutePath(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ownClasses() + File.pathSeparator + libDir + File.separator + "*",
                DynamoDbMain.class.getName(),
                "-sharedDb",
                "-disableTelemetry"));
        dataDir.ifPresentOrElse(
                dir -> command.addAll(List.of("-dbPath", dir.toAbsolutePath().toString())),
                () -> command.add("-inMemory"));
        return command;
    }

    private static Path ownClasses() {
        try {
            return Path.of(DynamoDbMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("The location of this class is no URI", impossible);
        }
    }
}
