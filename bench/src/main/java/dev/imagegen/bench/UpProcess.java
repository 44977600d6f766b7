package dev.imagegen.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./imagegen up} on a free port, started as a user starts it. */
final class UpProcess implements AutoCloseable {

    private final Process process;
    private final URI address;
    private final Duration startTime;

    private UpProcess(Process process, URI address, Duration startTime) {
        this.process = process;
        this.address = address;
        this.startTime = startTime;
    }

    /** Returns when the system says that it is ready. */
    static UpProcess start(Path root) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(List.of(root.resolve("imagegen").toString(), "up", "--port", "0"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null || !line.startsWith("Imagegen is ready at ")) {
            process.destroy();
            throw new IOException("./imagegen up did not start: " + line);
        }
        Duration startTime = Duration.ofNanos(System.nanoTime() - start);
        return new UpProcess(process, URI.create(line.split(" ")[4]), startTime);
    }

    URI address() {
        return address;
    }

    Duration startTime() {
        return startTime;
    }

    /** What the process and its children hold of the machine's memory. */
    long residentMegabytes() throws IOException {
        long kilobytes = 0;
        for (ProcessHandle p : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            kilobytes += residentKilobytes(p.pid());
        }
        return kilobytes / 1024;
    }

    private static long residentKilobytes(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
        String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return answer.isEmpty() ? 0 : Long.parseLong(answer);
    }

    /** Stops it and returns when it has ended. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
