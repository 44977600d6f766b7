package dev.imagegen.local.money;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.access.SecretHash;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.Upload;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import dev.imagegen.credits.Balance;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.engine.EngineChoice;
import dev.imagegen.flow.Acceptance;
import dev.imagegen.flow.AssetEvents;
import dev.imagegen.flow.Drafts;
import dev.imagegen.flow.EarlyEvents;
import dev.imagegen.flow.Endings;
import dev.imagegen.flow.EngineHealth;
import dev.imagegen.flow.Generation;
import dev.imagegen.flow.GenerationParts;
import dev.imagegen.flow.Recipients;
import dev.imagegen.flow.References;
import dev.imagegen.flow.Sweep;
import dev.imagegen.image.PixelRoom;
import dev.imagegen.local.providers.Gradient;
import dev.imagegen.log.Log;
import dev.imagegen.net.ReceiverRules;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.InMemoryRefusals;
import dev.imagegen.testing.InMemorySpool;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.InMemoryWebhookSettings;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The whole service without AWS: the real acceptance, flow and engines, and the emulated providers behind HTTP. Only what
 * stores is in memory, and time goes on when the {@link Platform} says so.
 */
final class House implements AutoCloseable {

    static final long LIMIT = 100_000;
    /** The size of the picture from which edits start. */
    static final String REFERENCE_SIZE = "512x384";
    static final byte[] REFERENCE = Gradient.of(512, 384, ImageFormat.PNG, 1);

    private static final URI DELIVERY = URI.create("https://res.cloudinary.com");
    private static final String REFERENCE_ID = "feed";

    final MutableClock clock = new MutableClock();
    final InMemoryTable table = new InMemoryTable();
    final InMemoryAssets assets = new InMemoryAssets();
    final InMemorySpool spool = new InMemorySpool();
    final InMemoryRefusals refusals = new InMemoryRefusals();
    final InMemoryCapacity capacity = new InMemoryCapacity();
    final Agenda agenda;
    final EmulatedProviders providers;
    /** There if an engine of the house is the add-on: then what is stored is there too. */
    final Optional<EmulatedAddOn> addOn;
    final Platform platform;

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(lines, true, StandardCharsets.UTF_8), clock);
    private final Random random = new Random(7);
    private final ApiKey caller = ApiKey.root("demo-key", Samples.CLOUD, MutableClock.START, SecretHash.of("s", random));
    private final Map<String, Integer> mostAtOnce = new ConcurrentHashMap<>();
    private final Acceptance acceptance;
    private final AssetStore store;
    private final String reference;
    private final Optional<Letterbox> letters;

    private House(String engine, Map<String, Integer> taken, Map<String, Integer> ceilings, int copies,
            Optional<Letterbox> letters) throws IOException {
        EngineChoice choice = new EngineChoice(engine, Map.of());
        Catalog catalog = FailureTable.CATALOG.madeBy(choice::of);
        this.agenda = new Agenda(clock, copies);
        this.providers = new EmulatedProviders(clock, taken, this::count);
        this.addOn = engine.contains(EmulatedAddOn.NAME) ? Optional.of(new EmulatedAddOn(clock)) : Optional.empty();
        this.store = addOn.map(EmulatedAddOn::store).orElse(assets);
        References references = new References(store, table, uri -> {
            throw new IllegalStateException("No test goes out to " + uri);
        });
        DeliveryMessages messages = new DeliveryMessages(new RecordingJobs(), log);
        Endings endings = new Endings(table, messages, clock, log);
        AssetEvents events = new AssetEvents(table, table, agenda, table, endings, DELIVERY, clock, log);
        this.letters = letters;
        Generation generation = new GenerationParts(
                new SimultaneousReads(table, copies), agenda, messages, catalog,
                providers.engines(choice, ceilings,
                        addOn.map(there -> there.engine(agenda, letters.map(Letterbox::address)))),
                capacity,
                references, store, table, refusals, table, spool,
                Duration.ofHours(1), new PixelRoom(64_000_000), (interval, beat) -> () -> { }, Runnable::run,
                (step, _) -> letters.ifPresent(box -> box.past(step, () -> told(box, events))),
                pause -> { }, clock, clock::nanos, random, log).generation();
        this.platform = new Platform(agenda, table, generation, new Sweep(table, agenda, store, clock, log), store,
                new EarlyEvents(table, table, agenda, endings, DELIVERY, clock, log), clock, () -> {
            addOn.ifPresent(EmulatedAddOn::settle);
            letters.ifPresent(box -> box.deliver(events, clock));
        });
        var health = new EngineHealth(choice, capacity, clock, log);
        this.acceptance = new Acceptance(
                new Drafts(
                        new Resolver(catalog, new ModelSelection.ByFamily("nano-banana", Tier.STANDARD),
                                health, health::today),
                        new Recipients(new InMemoryWebhookSettings(), ReceiverRules.of(false)), table, table, clock),
                table, agenda, messages, table, LIMIT, Duration.ofDays(30), new Ids(clock, random), clock, log);
        assets.put(REFERENCE_ID, REFERENCE);
        this.reference = addOn.isEmpty() ? REFERENCE_ID : store.store(new Upload(REFERENCE_ID, REFERENCE, ImageFormat.PNG,
                Target.DEFAULT, clock.instant())).assetId();
    }

    /** One where models are made by their own providers. */
    static House direct() throws IOException {
        return servedBy("direct");
    }

    /** @param engine the engines of all models, as a deployment names them */
    static House servedBy(String engine) throws IOException {
        return new House(engine, Map.of(), Map.of(), 1, Optional.empty());
    }

    /** One that is served by the add-on, and told by it. */
    static House told(Letterbox.Post post) throws IOException {
        return new House(EmulatedAddOn.NAME, Map.of(), Map.of(), 1, Optional.of(new Letterbox(post)));
    }

    private void told(Letterbox box, AssetEvents events) {
        addOn.orElseThrow().settle();
        box.deliver(events, clock);
        platform.runMeanwhile();
    }

    /**
     * One where providers are not as large as usual.
     *
     * @param taken how many pictures they take at once
     * @param ceilings how many they are asked for at once
     */
    static House narrow(Map<String, Integer> taken, Map<String, Integer> ceilings) throws IOException {
        return new House("direct", taken, ceilings, 1, Optional.empty());
    }

    /** One where the queue delivers each message so many times at once. It needs as many workers. */
    static House repeating(int copies) throws IOException {
        return new House("direct", Map.of(), Map.of(), copies, Optional.empty());
    }

    /** Takes a request in, as the front does. */
    Task accept(Wish wish) {
        return acceptance.accept(caller, RequestReader.read(wish.operation(), wish.body(reference)), "request-1");
    }

    /** The task of a request, after all that was to be done is done. */
    Task ended(Wish wish) {
        Task task = accept(wish);
        platform.untilAllIsDone();
        return now(task);
    }

    Task now(Task task) {
        return table.find(task.id()).orElseThrow();
    }

    /** What is stored for a task that is completed. */
    byte[] stored(Task task) {
        return store.fetch(((TaskState.Completed) now(task).state()).assetId()).orElseThrow();
    }

    /** How many pictures all engines have made and would bill. */
    int paid() {
        return providers.paid() + addOn.map(EmulatedAddOn::paid).orElse(0);
    }

    /** The orders of pictures, as they went over the wire to whoever makes them here. */
    List<Wire> submissions(Wish wish) {
        return addOn.map(EmulatedAddOn::submissions).orElseGet(
                () -> providers.of(wish.provider()).submissions().stream().map(Wire::sent).toList());
    }

    Balance balance() {
        return table.balance(Samples.CLOUD, Samples.MONTH).orElseThrow();
    }

    private void count() {
        EmulatedProviders.NAMES.forEach(name -> mostAtOnce.merge(name, capacity.taken(name), Math::max));
    }

    /** How many places were taken at a provider when there were most of them. */
    int mostAtOnce(String provider) {
        return mostAtOnce.getOrDefault(provider, 0);
    }

    /** The lines of an event in the log. */
    List<JsonNode> logged(String event) {
        return log().lines().map(Json::parse).filter(line -> line.path("event").asText().equals(event)).toList();
    }

    String log() {
        return lines.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        providers.close();
        addOn.ifPresent(EmulatedAddOn::close);
        letters.ifPresent(Letterbox::close);
    }
}
