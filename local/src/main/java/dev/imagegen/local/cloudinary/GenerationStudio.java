package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Where orders become images: it takes its time, stores what it made, counts it, and says when it is there. */
final class GenerationStudio implements AutoCloseable {

    private static final int PUBLIC_ID_BYTES = 10;

    private final Intake intake;
    private final Describer describer;
    private final TemporaryImages temporary;
    private final Map<String, Account> clouds;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration usual;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Notifier notifier;
    private final AssetNotifications notifications;
    private final GenerationAnswers answers = new GenerationAnswers();
    private final AtomicInteger generations = new AtomicInteger();
    private final AtomicInteger billed = new AtomicInteger();
    private final AtomicInteger sentAway = new AtomicInteger();
    private final UnderWay underWay = new UnderWay();
    private final Semaphore places;

    GenerationStudio(Intake intake, Describer describer, TemporaryImages temporary, Notifier notifier,
            AssetNotifications notifications, EmulatorSettings settings) {
        this.intake = intake;
        this.describer = describer;
        this.temporary = temporary;
        this.clouds = settings.clouds();
        this.clock = settings.clock();
        this.sleeper = settings.sleeper();
        this.usual = settings.usual();
        this.places = new Semaphore(settings.atOnce());
        this.notifier = notifier;
        this.notifications = notifications;
    }

    int generations() {
        return generations.get();
    }

    int billed() {
        return billed.get();
    }

    int sentAway() {
        return sentAway.get();
    }

    /** Waits until everything that was {@linkplain #start started} has ended. */
    void awaitRest() throws InterruptedException {
        underWay.awaitNone();
    }

    GenerationAnswers answers() {
        return answers;
    }

    TemporaryImages temporary() {
        return temporary;
    }

    /**
     * Works on it, and returns at once.
     *
     * @throws GenerationRefusal if too many are in progress
     */
    void start(Generation generation) {
        if (!places.tryAcquire()) {
            sentAway.incrementAndGet();
            throw GenerationRefusal.limited(
                    answers.limits(Optional.empty(), answers.remaining()), "Too many images are in progress");
        }
        underWay.begin();
        threads.execute(() -> {
            try {
                makeAndTell(generation);
            } catch (CancellationException stopped) {
                // The emulator ends: nobody is told.
            } finally {
                underWay.end();
            }
        });
    }

    private void makeAndTell(Generation generation) {
        try {
            make(generation);
        } finally {
            // Before anybody can see that it is finished, and order the next one.
            places.release();
        }
        String prompt = generation.order().prompt();
        if (!says(prompt, "no-webhook") && !never(prompt)) {
            generation.order().webhook().ifPresent(url -> notifier.tellNow(
                    answers.notification(generation), clouds.get(generation.cloud()), url));
        }
        generation.show();
    }

    /** Works on it until it has ended; for an image that is never finished that is at once. */
    void make(Generation generation) {
        GenerationOrder order = generation.order();
        Duration time = Mishap.slow(order.prompt()).orElse(usual);
        sleep(time.dividedBy(2));
        generation.begin();
        if (never(order.prompt())) {
            return;
        }
        sleep(time.dividedBy(2));
        generations.incrementAndGet();
        if (says(order.prompt(), "fail")) {
            generation.fail(Optional.of(Json.object()
                    .put("category", "server_error").put("code", "MG_00500").put("message", "The model failed.")));
            return;
        }
        switch (Mishap.of(order.prompt()).orElse(Mishap.NEVER)) {
            case REFUSE_OUTPUT -> generation.fail(Optional.of(Json.object()
                    .put("category", "user_error").put("code", "MG_00422").put("message", "The image was withheld.")));
            case EMPTY, PROSE -> generation.complete(Optional.empty());
            case WRONG_SIZE -> complete(generation, new Pixels(order.size().width() / 2, order.size().height() / 2));
            default -> complete(generation, order.size());
        }
    }

    static boolean says(String prompt, String word) {
        return (" " + prompt + " ").matches("(?s).*\\semulate:" + word + "\\s.*");
    }

    private static boolean never(String prompt) {
        return Mishap.of(prompt).filter(Mishap.NEVER::equals).isPresent();
    }

    private void complete(Generation generation, Pixels size) {
        GenerationOrder order = generation.order();
        long seed = order.seed().orElse(order.prompt().hashCode());
        byte[] bytes = Gradient.of(size.width(), size.height(), order.format(), seed);
        ObjectNode asset = Json.object();
        asset.set("storage", order.temporary()
                ? GenerationAnswers.storage(temporary.keep(generation.cloud(), bytes))
                : stored(generation, bytes));
        asset.put("format", order.format().wireName())
                .put("width", size.width())
                .put("height", size.height())
                .put("bytes", bytes.length);
        asset.putObject("model").put("family", order.model().family()).put("tier", order.model().tier())
                .put("id", order.model().id());
        order.seed().stream().filter(_ -> order.model().takesSeeds()).findFirst()
                .ifPresentOrElse(used -> asset.put("seed", used), () -> asset.putNull("seed"));
        asset.put("created_at", clock.instant().plusNanos(132_645_226).toString());
        billed.incrementAndGet();
        answers.use(order.model().credits());
        generation.complete(Optional.of(asset));
    }

    private ObjectNode stored(Generation generation, byte[] bytes) {
        String publicId = generation.order().publicId().orElseGet(() -> intake.newId(PUBLIC_ID_BYTES));
        StoredImage image = intake.store(generation.cloud(), "upload", publicId, bytes,
                ImageHeader.read(bytes).orElseThrow(), List.of(), Map.of());
        Account account = clouds.get(generation.cloud());
        // Assumed: an image that the add-on stores is told like any other.
        notifications.uploaded(image, account, Optional.empty());
        return GenerationAnswers.storage(describer.info(image, account));
    }

    private void sleep(Duration time) {
        if (time.isPositive()) {
            sleeper.sleep(time);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
