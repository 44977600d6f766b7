package dev.imagegen.local.money;

import dev.imagegen.flow.Step;
import dev.imagegen.flow.Steps;
import dev.imagegen.task.Job;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Where the worker stands still with each task, until its process is killed. */
final class ProbeStops implements Steps {

    private static final Duration FOREVER = Duration.ofDays(1);

    private static final String TOLD = "told";

    private final Map<String, Set<Step>> missing = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> told = new ConcurrentHashMap<>();
    private final CountDownLatch left;

    private ProbeStops(Map<String, Set<Step>> stops, Set<String> told) {
        told.forEach(task -> this.told.put(task, new CountDownLatch(1)));
        stops.forEach((task, steps) -> {
            Set<Step> concurrent = ConcurrentHashMap.newKeySet();
            concurrent.addAll(steps);
            missing.put(task, concurrent);
        });
        this.left = new CountDownLatch(stops.values().stream().mapToInt(Set::size).sum());
    }

    /**
     * @param words for example {@code TASK=SPOOLED+STORED}: this task stands still in both, on two threads; with
     *     {@code =told} at the end, no question of the worker's own goes on with it
     */
    static ProbeStops parse(Iterable<String> words) {
        Map<String, Set<Step>> stops = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (String word : words) {
            String[] parts = word.split("=");
            stops.put(parts[0], Arrays.stream(parts[1].split("\\+")).map(Step::valueOf).collect(Collectors.toSet()));
            if (parts.length == 3 && parts[2].equals(TOLD)) {
                told.add(parts[0]);
            }
        }
        return new ProbeStops(stops, told);
    }

    /** As {@link #parse} reads it. */
    static String word(String taskId, Set<Step> steps, boolean told) {
        return taskId + "=" + steps.stream().map(Step::name).collect(Collectors.joining("+")) + (told ? "=" + TOLD : "");
    }

    Set<String> tasks() {
        return Set.copyOf(missing.keySet());
    }

    /** True if this is the question of a worker whose task only a webhook takes on; one that waited for room is none. */
    boolean isQuestion(Job.Advance job) {
        return told.containsKey(job.taskId()) && job.waits() == 0;
    }

    /** Returns when this task waits for its webhook, or stands still before that. */
    void awaitListening(String taskId) throws InterruptedException {
        CountDownLatch listening = told.get(taskId);
        if (listening != null) {
            listening.await();
        }
    }

    @Override
    public void past(Step step, String taskId) {
        boolean stop = missing.getOrDefault(taskId, Set.of()).remove(step);
        if ((stop || step == Step.SUBMITTED) && told.containsKey(taskId)) {
            told.get(taskId).countDown();
        }
        if (stop) {
            left.countDown();
            stand();
        }
    }

    private static void stand() {
        try {
            Thread.sleep(FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns as soon as the worker stands still everywhere, and says every minute where it does not. */
    void awaitAll() throws InterruptedException {
        while (!left.await(1, TimeUnit.MINUTES)) {
            System.err.println("Not reached yet: " + this);
        }
    }

    /** The places that were not reached yet. */
    @Override
    public String toString() {
        return missing.entrySet().stream().filter(e -> !e.getValue().isEmpty()).toList().toString();
    }
}
