package dev.imagegen.local.money;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.imagegen.flow.Steps;
import dev.imagegen.functions.webhook.WebhookFunction;
import dev.imagegen.functions.worker.WorkerFunction;
import dev.imagegen.task.Job;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The worker in a process of its own, on the variables of that process.
 *
 * <p>{@code Probe die TASK=STEP…} works on the tasks until each stands at its step, and is killed there: no thread ends what it
 * is at, and no hook runs. {@code Probe recover TASK…} is the next worker, to which no message has survived: it has the sweep
 * of each minute and what that sends, for as long as an hour takes by its own clock. A task with a {@code +} before it is new: its
 * message comes at once.
 */
final class Probe {

    static final int KILLED = 137;

    private static final int SWEEPS = 60;
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
    private static final int BATCH = 10;

    private Probe() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args).subList(1, args.length);
        switch (args[0]) {
            case "die" -> die(ProbeStops.parse(words));
            case "recover" -> new Recovery().run(words);
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    private static void die(ProbeStops stops) throws IOException, InterruptedException {
        var worker = new WorkerFunction[1];
        // An upstream's question comes at once, as a second delivery would; nobody lives to delete what is kept for a while.
        ProbeMailbox mailbox = ProbeMailbox.open((body, delay) -> {
            if (Job.read(body) instanceof Job.Advance job && !(delay.isPositive() && stops.isQuestion(job))) {
                Thread.startVirtualThread(() -> worker[0].handleRequest(messages(List.of(body)), null));
            }
        });
        ProbeWebhook webhook = ProbeWebhook.open(stops);
        Map<String, String> environment = webhook.environment(mailbox.environment(System.getenv()));
        worker[0] = new WorkerFunction(environment, stops, Clock.systemUTC());
        webhook.handTo(new WebhookFunction(environment));
        Thread.startVirtualThread(() -> worker[0].handleRequest(messages(jobs(stops.tasks())), null));
        stops.awaitAll();
        Runtime.getRuntime().halt(KILLED);
    }

    private static List<String> jobs(Collection<String> tasks) {
        return tasks.stream().map(task -> Job.write(new Job.Advance(task))).toList();
    }

    private static SQSEvent messages(List<String> bodies) {
        var event = new SQSEvent();
        event.setRecords(bodies.stream().map(body -> {
            var message = new SQSEvent.SQSMessage();
            message.setMessageId("m");
            message.setBody(body);
            return message;
        }).toList());
        return event;
    }

    /** Its clock stands while it works, and goes on to whatever is next. */
    private static final class Recovery {

        private record Letter(Instant due, String body) {}

        private final MutableClock clock = new MutableClock();
        private final PriorityQueue<Letter> letters = new PriorityQueue<>(Comparator.comparing(Letter::due));
        private final WorkerFunction worker;

        Recovery() throws IOException {
            goTo(Instant.now());
            ProbeMailbox mailbox = ProbeMailbox.open(this::take);
            worker = new WorkerFunction(mailbox.environment(System.getenv()), Steps.unwatched(), clock);
        }

        private synchronized void take(String body, Duration delay) {
            letters.add(new Letter(clock.instant().plus(delay), body));
        }

        private void goTo(Instant then) {
            if (then.isAfter(clock.instant())) {
                clock.advance(Duration.between(clock.instant(), then));
            }
        }

        void run(List<String> words) {
            words.stream().filter(word -> word.startsWith("+"))
                    .forEach(word -> take(Job.write(new Job.Advance(word.substring(1))), Duration.ZERO));
            List<String> tasks = words.stream().filter(word -> !word.startsWith("+")).toList();
            for (int i = 0; i < SWEEPS; i++) {
                Instant next = clock.instant().plus(BETWEEN_SWEEPS);
                worker.handleRequest(new SQSEvent(), null);
                for (List<String> batch = due(next); !batch.isEmpty(); batch = due(next)) {
                    worker.handleRequest(messages(batch), null);
                }
                goTo(next);
            }
            // The first worker's messages are seen again when their invisibility is over.
            worker.handleRequest(messages(jobs(tasks)), null);
        }

        /** What is to be worked on next, ten at most, with the clock at its time; none if that is not before {@code end}. */
        private synchronized List<String> due(Instant end) {
            List<String> batch = new ArrayList<>();
            if (!letters.isEmpty() && letters.peek().due().isBefore(end)) {
                goTo(letters.peek().due());
            }
            while (batch.size() < BATCH && !letters.isEmpty() && !letters.peek().due().isAfter(clock.instant())) {
                batch.add(letters.poll().body());
            }
            return batch;
        }
    }
}
