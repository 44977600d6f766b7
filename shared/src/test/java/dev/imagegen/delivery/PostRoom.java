package dev.imagegen.delivery;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Limits;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.log.Log;
import dev.imagegen.net.PostOutcome;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.task.Task;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.InMemoryWebhookSettings;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.io.OutputStream;
import java.io.PrintStream;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** Everything around deliveries: a queue whose messages wait for the clock, and a receiver that does what a test says. */
final class PostRoom implements JobQueue, Receiver {

    static final Limits LIMITS = new Limits(OptionalLong.of(3), OptionalLong.of(47), OptionalLong.of(50));

    /** When a receiver that answers at once, and never well, is tried. */
    static final List<Duration> SCHEDULE = Stream.of(
                    "PT0S", "PT5S", "PT5M5S", "PT35M5S", "PT2H35M5S", "PT7H35M5S", "PT17H35M5S", "PT31H35M5S", "PT51H35M5S",
                    "PT75H35M5S")
            .map(Duration::parse)
            .toList();

    /** A message and when a worker sees it. */
    record Waiting(Instant at, Job.Deliver job) {}

    /** What arrived at the receiver. @param after since the task ended */
    record Post(Duration after, URI url, Map<String, String> headers, byte[] body) {}

    /** What the receiver does. */
    interface Behaviour {
        PostOutcome answer(int number);
    }

    final MutableClock clock = new MutableClock();
    final InMemoryTable table = new InMemoryTable();
    final InMemoryWebhookSettings settings = new InMemoryWebhookSettings();
    final PriorityQueue<Waiting> queue = new PriorityQueue<>(Comparator.comparing(Waiting::at));
    final List<Duration> delays = new ArrayList<>();
    final List<Post> posts = new ArrayList<>();
    private final Log log = new Log(new PrintStream(OutputStream.nullOutputStream()), clock);
    final DeliveryMessages messages = new DeliveryMessages(this, log);
    final Deliveries deliveries =
            new Deliveries(table.notifications(), table, settings, task -> LIMITS, this, messages, clock, log);
    final LostMessages lost = new LostMessages(table.notifications(), messages, clock, log);
    private Behaviour behaviour = number -> status(204);
    private boolean broken;

    PostRoom() {
        secrets("first");
    }

    static PostOutcome status(int status) {
        return new PostOutcome(OptionalInt.of(status), Optional.empty(), "status " + status);
    }

    static SigningSecret secret(String word) {
        return new SigningSecret(word, "whsec_" + Base64.getEncoder().encodeToString(word.repeat(6).getBytes(StandardCharsets.UTF_8)),
                MutableClock.START);
    }

    void secrets(String... words) {
        settings.change(Samples.CLOUD, old -> new WebhookSettings(
                old.notificationUrl(), List.of(words).stream().map(PostRoom::secret).toList()));
    }

    void sign(SignatureAlgorithm algorithm) {
        settings.change(Samples.CLOUD, old -> old.withAlgorithm(algorithm));
    }

    void receiver(Behaviour does) {
        behaviour = does;
    }

    void breakQueue(boolean now) {
        broken = now;
    }

    @Override
    public void send(Job job, Optional<String> apiKey, Duration delay) {
        if (broken) {
            throw new IllegalStateException("The queue cannot be reached");
        }
        delays.add(delay);
        queue.add(new Waiting(clock.instant().plus(delay), (Job.Deliver) job));
    }

    @Override
    public PostOutcome post(URI url, Map<String, String> headers, byte[] json) {
        posts.add(new Post(Duration.between(MutableClock.START, clock.instant()), url, headers, json));
        return behaviour.answer(posts.size());
    }

    /** A task that has ended just now, with its first message on the way. */
    Task ended() {
        return ended(false);
    }

    Task ended(boolean failed) {
        Task task = Samples.task(Samples.CLOUD, Target.DEFAULT, 3, Allowance.unlimited());
        table.accept(task);
        Task running = task.claimed("worker", clock.instant(), clock.instant().plusSeconds(60));
        table.replace(task, running);
        Task ended = failed
                ? running.failed(Samples.failed(ErrorCode.CONTENT_REFUSED))
                : running.completed(Samples.completed(running, Samples.id()), List.of());
        table.replace(running, ended);
        messages.send(table.notifications().find(task.id()).orElseThrow(), clock.instant());
        return ended;
    }

    /** Works on the message that comes next, when it comes; false if there is none. */
    boolean next() {
        Waiting first = queue.poll();
        if (first == null) {
            return false;
        }
        if (first.at().isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), first.at()));
        }
        deliveries.run(first.job());
        return true;
    }

    /** Works until no message is left. */
    void drain() {
        while (next()) {
            if (delays.size() > 10_000) {
                throw new IllegalStateException("It does not end");
            }
        }
    }

    Notification now(Task task) {
        return table.notifications().find(task.id()).orElseThrow();
    }

    List<Attempt> attempts(Task task) {
        return table.notifications().attempts(task.id());
    }

    List<Duration> times() {
        return posts.stream().map(Post::after).toList();
    }
}
