package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.Moderation.Verdict;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Balance;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.task.TaskState.Failed;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.InMemorySpool;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import dev.imagegen.webhook.CloudinaryEvent;
import dev.imagegen.webhook.CloudinaryEvent.Deleted;
import dev.imagegen.webhook.CloudinaryEvent.Moderated;
import dev.imagegen.webhook.CloudinaryEvent.Renamed;
import dev.imagegen.webhook.CloudinaryEvent.Uploaded;
import dev.imagegen.webhook.EventReader;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.NotificationVerifier;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Many tasks, workers that die, and a store whose notifications are lost, repeated, late and shuffled, all in a time that is
 * moved by hand and by chance with a seed.
 */
final class ChanceWorld {

    private static final byte[] IMAGE = Png.of(8, 8);
    private static final String SECRET = "not-a-real-secret";
    private static final int LATEST_SECONDS = 600;

    /** What goes wrong with notifications. @param drop share that is lost @param duplicate share that comes twice */
    record Post(double drop, double duplicate) {}

    /** Thrown through a worker that is no more. */
    @SuppressWarnings("serial")
    private static final class Crash extends Error {}

    private record Happening(Instant at, long number, Runnable what) {}

    private final Random random;
    private final Post post;
    private final MutableClock clock = new MutableClock();
    private final InMemoryTable table = new InMemoryTable();
    private final Log log = new Log(new PrintStream(OutputStream.nullOutputStream()), clock);
    private final PriorityQueue<Happening> future =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::number));
    private final ToldAssets assets = new ToldAssets(clock, this::tell, this::meddle);
    private final EventReader reader = new EventReader();
    private final NotificationVerifier verifier = new NotificationVerifier(List.of("123:" + SECRET), clock);
    private final DeliveryMessages messages = new DeliveryMessages(new RecordingJobs(), log);
    private final Endings endings = new Endings(table, messages, clock, log);
    private final AssetEvents events = new AssetEvents(table, this::send, table, endings, clock, log);
    private final EarlyEvents early = new EarlyEvents(table, this::send, endings, clock, log);
    private final Sweep sweep = new Sweep(table, this::send, assets, clock, log);
    private final Generation generation;
    private final List<Task> accepted = new ArrayList<>();
    private final Map<String, Integer> crashes = new HashMap<>();
    private final Map<String, Instant> ready = new HashMap<>();
    /** Whose worker died with the only copy of the picture in its hands. */
    private final Set<String> lost = new HashSet<>();
    private final Set<CloudinaryEvent> heard = new HashSet<>();
    private long count;
    private int told;
    private int dropped;

    ChanceWorld(long seed, Post post) {
        this.random = new Random(seed);
        this.post = post;
        ScriptedEngine engine = new ScriptedEngine(false);
        engine.does(drawing -> {
            if (random.nextInt(4) > 0) {
                return new Picture(IMAGE, OptionalLong.of(1));
            }
            ready.put(drawing.taskId(), clock.instant().plusSeconds(random.nextInt(60)));
            at(Duration.between(clock.instant(), ready.get(drawing.taskId())), () -> tellOfGeneration(drawing.taskId()));
            return new Pending(new Upstream("scripted", drawing.taskId(), URI.create("https://api.example.com/result"),
                    clock.instant(), OptionalLong.empty()));
        });
        engine.answers(upstream -> clock.instant().isBefore(ready.get(upstream.id()))
                ? new Pending(upstream)
                : new Picture(IMAGE, OptionalLong.of(1)));
        this.generation = new GenerationParts(table, this::send, messages, Catalog.load(), Engines.only(engine), new InMemoryCapacity(),
                new References(assets, uri -> new byte[0]), assets, new InMemorySpool(), Workshop.TEMPORARY_LIFE,
                new PixelRoom(100_000_000), new ManualHeart(), Runnable::run, this::crash, pause -> { }, clock,
                new Random(seed), log).generation();
    }

    /** So many tasks in ten minutes; then all that comes of them, for three hours. */
    void live(int tasks) {
        for (int i = 0; i < tasks; i++) {
            at(Duration.ofMillis(random.nextInt(600_000)), this::accept);
        }
        for (int minute = 1; minute <= 180; minute++) {
            at(Duration.ofMinutes(minute), () -> sweep.run(Duration.ofMinutes(1)));
        }
        while (!future.isEmpty()) {
            Happening next = future.poll();
            clock.advance(Duration.between(clock.instant(), next.at()));
            next.what().run();
        }
    }

    private void at(Duration later, Runnable what) {
        future.add(new Happening(clock.instant().plus(later), count++, what));
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private void accept() {
        Task task = Samples.task(Samples.CLOUD, chance(0.75) ? Target.DEFAULT : new Target.Temporary(), 3, Allowance.unlimited());
        String id = "%032x".formatted(accepted.size() + 1L);
        Task now = new Task(id, task.cloud(), task.apiKey(), task.requestId(), task.order(), task.notices(),
                task.reservation(), clock.instant(), clock.instant().plus(Duration.ofDays(30)), 0, 0,
                task.state());
        table.accept(now);
        accepted.add(now);
        send(new Job.Advance(id), Duration.ZERO);
    }

    private void send(Job job, Duration delay) {
        at(delay, () -> work(job));
        if (chance(0.03)) {
            at(delay.plusSeconds(random.nextInt(100)), () -> work(job));
        }
    }

    private void work(Job job) {
        try {
            switch (job) {
                case Job.Advance advance -> generation.run(advance);
                case Job.Told event -> early.again((Job.Told) Job.read(Job.write(event)));
                default -> throw new IllegalStateException("Nobody sends " + job);
            }
        } catch (Crash e) {
            if (chance(0.5)) {
                at(Duration.ofMinutes(5), () -> work(job));
            }
        }
    }

    private void crash(Step step, String taskId) {
        double share = switch (step) {
            case STORED -> 0.2;
            case CLAIMED -> 0.02;
            case ANSWERED -> 0.01;
            default -> 0;
        };
        if (crashes.getOrDefault(taskId, 0) < 3 && chance(share)) {
            crashes.merge(taskId, 1, Integer::sum);
            if (step == Step.ANSWERED) {
                lost.add(taskId);
            }
            throw new Crash();
        }
    }

    /**
     * What people do to an image, some of it before its worker has the answer to its upload. One that is stored again is judged
     * again.
     */
    private void meddle(ToldAssets.Image image, boolean isNew) {
        if (image.moderated()) {
            soon(() -> assets.judge(image, chance(0.5) ? Verdict.APPROVED : Verdict.REJECTED));
        }
        for (int i = 1; isNew && i <= 3 && chance(0.3) && image.storedAs().matches("imagegen/[0-9a-f]+"); i++) {
            String name = "shop/" + image.id() + "-" + i;
            soon(() -> assets.rename(image, name));
        }
        if (isNew && chance(0.15)) {
            soon(() -> assets.delete(image.id()));
        }
    }

    private void soon(Runnable what) {
        if (chance(0.3)) {
            what.run();
        } else {
            at(Duration.ofSeconds(random.nextInt(200)), what);
        }
    }

    private void tell(ObjectNode event) {
        post(Json.bytes(event.put("signature_key", "123")), Optional.empty());
    }

    private void tellOfGeneration(String taskId) {
        post(Json.bytes(Json.object().put("notification_type", "generate_image").put("task_id", taskId)), Optional.of(taskId));
    }

    private void post(byte[] body, Optional<String> about) {
        told++;
        if (chance(post.drop())) {
            dropped++;
            return;
        }
        for (int copies = chance(post.duplicate()) ? 2 : 1; copies > 0; copies--) {
            if (chance(0.3)) {
                hear(body, about);
            } else {
                at(Duration.ofMillis(random.nextInt(LATEST_SECONDS * 1000)), () -> hear(body, about));
            }
        }
    }

    /** As the webhook function does; where the table does not answer, the notification comes again. */
    private void hear(byte[] body, Optional<String> about) {
        String second = String.valueOf(clock.instant().getEpochSecond());
        assertTrue(verifier.verify(body, second, new NotificationSigner(SignatureAlgorithm.SHA1, SECRET).sign(body, second)));
        CloudinaryEvent event = reader.read(body, clock.instant());
        boolean down = chance(0.02);
        table.failNext(down ? 1 : 0);
        try {
            events.apply(reader.id(body), event, about);
            heard.add(event);
        } catch (IllegalStateException e) {
            at(Duration.ofMinutes(3), () -> hear(body, about));
        } finally {
            table.failNext(0);
        }
    }

    /** Every task has ended, once, and says what is so as far as anybody was told. @return how many have an image */
    int check() {
        Map<String, List<CloudinaryEvent>> byAsset = byAsset();
        int completed = 0;
        for (Task before : accepted) {
            Task task = table.find(before.id()).orElseThrow();
            switch (task.state()) {
                case Completed state -> {
                    completed++;
                    check(task, state, byAsset.getOrDefault(state.assetId(), List.of()));
                }
                case Failed failed -> assertTrue(lost.contains(task.id()), () -> failed + " of " + task);
                default -> throw new AssertionError("It has not ended: " + task);
            }
        }
        Balance balance = table.balance(Samples.CLOUD, Samples.MONTH).orElseThrow();
        assertEquals(0, balance.reserved());
        assertEquals(3L * completed, balance.used());
        assertEquals(3L * (accepted.size() - completed), balance.possibleSpend());
        return completed;
    }

    private Map<String, List<CloudinaryEvent>> byAsset() {
        Map<String, List<CloudinaryEvent>> all = new HashMap<>();
        for (CloudinaryEvent event : heard) {
            switch (event) {
                case Renamed e -> all.computeIfAbsent(e.assetId(), _ -> new ArrayList<>()).add(e);
                case Uploaded e -> all.computeIfAbsent(e.assetId(), _ -> new ArrayList<>()).add(e);
                case Moderated e -> all.computeIfAbsent(e.assetId(), _ -> new ArrayList<>()).add(e);
                case Deleted e -> e.assetIds().forEach(id -> all.computeIfAbsent(id, _ -> new ArrayList<>()).add(e));
                default -> { }
            }
        }
        return all;
    }

    private void check(Task task, Completed state, List<CloudinaryEvent> events) {
        ToldAssets.Image image = assets.image(state.assetId());
        if (state.asset().storage() instanceof Storage.Managed managed) {
            String name = last(events, Renamed.class, Renamed::at).map(Renamed::toPublicId).orElse(image.storedAs());
            assertEquals(name, managed.publicId(), () -> events + " of " + task);
            assertTrue(managed.secureUrl().getPath().endsWith("/" + name + ".png"), () -> managed + " of " + task);
            assertEquals(last(events, Deleted.class, Deleted::at).map(Deleted::at), state.assetGone(), () -> events + " of " + task);
        } else {
            assertTrue(image.gone() && state.assetGone().isPresent(), () -> "still there: " + task);
        }
        Optional<Verdict> verdict = image.moderated() ? Optional.of(verdict(state, events)) : Optional.empty();
        assertEquals(verdict, state.news().moderations().stream().map(Moderation::verdict).findFirst(), () -> events + " of " + task);
        assertEquals(verdict.equals(Optional.of(Verdict.REJECTED)), state.failure().isPresent());
        assertEquals(Optional.empty(), state.news().overwritten());
    }

    /** It is pending from each upload until a verdict that came after it. */
    private static Verdict verdict(Completed state, List<CloudinaryEvent> events) {
        long stored = Math.max(((Storage.Managed) state.asset().storage()).version(),
                last(events, Uploaded.class, Uploaded::at).map(Uploaded::version).orElse(0L));
        return last(events, Moderated.class, e -> e.moderation().at())
                .map(Moderated::moderation)
                .filter(m -> !m.at().isBefore(Instant.ofEpochSecond(stored)))
                .map(Moderation::verdict)
                .orElse(Verdict.PENDING);
    }

    private static <E> Optional<E> last(List<CloudinaryEvent> events, Class<E> kind, Function<E, Instant> at) {
        return events.stream().filter(kind::isInstance).map(kind::cast).max(Comparator.comparing(at));
    }

    int told() {
        return told;
    }

    int dropped() {
        return dropped;
    }
}
