package dev.imagegen.local.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a DynamoDB process prints: the port on which it listens, and the last lines, for the message of an error. */
final class Output {

    private static final int LINES = 50;

    private final Deque<String> lines = new ArrayDeque<>();
    private final CompletableFuture<Optional<Integer>> port = new CompletableFuture<>();

    /** Reads all that the process prints, on a thread of its own, so that the process never waits for a reader. */
    static Output of(Process process) {
        var output = new Output();
        Thread.ofVirtual().name("dynamodb-output").start(() -> output.drain(process.inputReader()));
        return output;
    }

    /** Keeps the line, in place of the oldest one if there are 50 already. */
    synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** The port, once the process said it; empty if its output ended without that. */
    CompletableFuture<Optional<Integer>> port() {
        return port;
    }

    /** Returns the lines that are kept, the oldest first. */
    synchronized String text() {
        return String.join("\n", lines);
    }

    private void drain(BufferedReader reader) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
                if (line.startsWith(DynamoDbMain.LISTENS)) {
                    port.complete(Optional.of(Integer.valueOf(line.substring(DynamoDbMain.LISTENS.length()))));
                }
            }
        } catch (IOException broken) {
            add("(its output could not be read further: " + broken.getMessage() + ")");
        } finally {
            port.complete(Optional.empty());
        }
    }
}
