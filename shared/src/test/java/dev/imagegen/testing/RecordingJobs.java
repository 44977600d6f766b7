package dev.imagegen.testing;

import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A queue that keeps what was sent, and that can be made to fail. */
public final class RecordingJobs implements JobQueue {

    public record Sent(Job job, Duration delay) {}

    private final List<Sent> sent = new ArrayList<>();
    private boolean broken;

    @Override
    public synchronized void send(Job job, Duration delay) {
        if (broken) {
            throw new IllegalStateException("The queue cannot be reached");
        }
        sent.add(new Sent(job, delay));
    }

    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** What was sent since the last time, and is forgotten here with it. */
    public synchronized List<Sent> take() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    public synchronized void breakDown() {
        broken = true;
    }
}
