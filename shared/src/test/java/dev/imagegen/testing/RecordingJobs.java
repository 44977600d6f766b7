package dev.imagegen.testing;

import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue that keeps what was sent, and that can be made to fail. */
public final class RecordingJobs implements JobQueue {

    public record Sent(Job job, Duration delay) {}

    private final List<Sent> sent = new ArrayList<>();
    private final List<Optional<String>> callers = new ArrayList<>();
    private boolean broken;

    @Override
    public synchronized void send(Job job, Optional<String> apiKey, Duration delay) {
        if (broken) {
            throw new IllegalStateException("The queue cannot be reached");
        }
        sent.add(new Sent(job, delay));
        callers.add(apiKey);
    }

    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** What was sent since the last time, and is forgotten here with it. */
    public synchronized List<Sent> take() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        callers.clear();
        return taken;
    }

    /** Whose jobs they are, in their order. */
    public synchronized List<Optional<String>> callers() {
        return List.copyOf(callers);
    }

    public synchronized void breakDown() {
        broken = true;
    }
}
