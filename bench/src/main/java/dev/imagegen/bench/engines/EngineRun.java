package dev.imagegen.bench.engines;

import dev.imagegen.bench.Durations;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Has so many pictures made by one {@link Maker}, with always a few more tasks under way than it takes at once. */
final class EngineRun {

    /** If for so long no picture is finished, none will be. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final Around around;
    private final Subject subject;
    private final int underWay;
    private final Semaphore room;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Queue<Duration> times = new ConcurrentLinkedQueue<>();

    private EngineRun(Around around, Subject subject, int ceiling) {
        this.around = around;
        this.subject = subject;
        this.underWay = ceiling + Math.ceilDiv(ceiling, 4);
        this.room = new Semaphore(underWay);
    }

    /**
     * What was seen.
     *
     * @param completed how many tasks ended with their picture
     * @param calls of who makes them
     * @param all from the first task to the last end
     * @param median from a task's job to its end
     * @param held how long threads of the worker were at work for a picture
     * @param messages how many of them a picture took
     * @param failures messages that could not be worked on
     */
    record Seen(long completed, Maker.Calls calls, Duration all, Duration median, Duration held,
            double messages, long failures) {}

    /**
     * @param drawing how long a picture takes
     * @param ceiling how many it takes at once, which the worker is told
     */
    static Seen of(Path root, Subject subject, int tasks, Duration drawing, int ceiling)
            throws IOException, InterruptedException {
        try (var around = new Around(root, subject.maker(drawing, ceiling))) {
            var run = new EngineRun(around, subject, ceiling);
            try (var worker = TimedWorker.start(around.environment(), around.sqs(), around.jobs(), run::ended)) {
                List<Task> accepted = new ArrayList<>();
                Duration all = run.make(tasks, worker, accepted);
                return new Seen(around.completed(accepted), around.calls(), all,
                        Durations.median(List.copyOf(run.times)), worker.held().dividedBy(tasks),
                        (double) worker.messages() / tasks, worker.failures());
            }
        }
    }

    private Duration make(int tasks, TimedWorker worker, List<Task> accepted) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < tasks && freed(1); i++) {
            Task task = around.accepted(
                    subject.model(), subject.width(), subject.height(), ImageFormat.PNG, "a lighthouse, number " + i);
            accepted.add(task);
            begun.put(task.id(), System.nanoTime());
            worker.begin(task.id());
        }
        freed(underWay);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean freed(int places) throws InterruptedException {
        return room.tryAcquire(places, LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void ended(String taskId) {
        times.add(Duration.ofNanos(System.nanoTime() - begun.get(taskId)));
        room.release();
    }
}
