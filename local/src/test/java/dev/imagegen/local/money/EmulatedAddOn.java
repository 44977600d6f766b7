package dev.imagegen.local.money;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.asset.cloudinary.CloudinaryStore;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.addon.AddOnEngine;
import dev.imagegen.engine.addon.StoredReferences;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.local.cloudinary.Account;
import dev.imagegen.local.cloudinary.CloudinaryEmulator;
import dev.imagegen.local.cloudinary.EmulatorSettings;
import dev.imagegen.local.cloudinary.Route;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Cloudinary behind HTTP: the store of a house, and the add-on with the engine that leads to it. */
final class EmulatedAddOn implements AutoCloseable {

    static final String NAME = "cloudinary";

    private static final String CLOUD = "demo";
    private static final String API_KEY = "482915";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Clock clock;
    private final Queue<Wire> orders = new ConcurrentLinkedQueue<>();
    private final CloudinaryEmulator emulator;
    private final HttpClient client = HttpClient.newHttpClient();
    private final CloudinaryStore store;

    EmulatedAddOn(Clock clock) throws IOException {
        this.clock = clock;
        this.emulator = CloudinaryEmulator.start(new EmulatorSettings(0,
                Map.of(CLOUD, new Account(API_KEY, EmulatedProviders.KEY)), Optional.empty(), clock, new Random(11),
                pause -> { }, Duration.ZERO).witnessedBy((route, body) -> orders.add(new Wire(route, Json.parseForeign(body)))));
        this.store = new CloudinaryStore(
                new CloudinarySettings(emulator.baseUrl(), CLOUD, API_KEY, () -> EmulatedProviders.KEY, PATIENCE),
                client, new ObjectMapper(), clock, pause -> { });
    }

    AssetStore store() {
        return store;
    }

    /** As the worker wires it. @param webhook who is told; empty if no webhook comes */
    ImageEngine engine(JobQueue jobs, Optional<URI> webhook) {
        return new AddOnEngine(
                new ProviderSettings(emulator.baseUrl(), () -> EmulatedProviders.KEY, List.of(), 8), CLOUD, API_KEY,
                webhook,
                new StoredReferences(store, (id, at) -> jobs.send(new Job.Delete(id), Optional.empty(), Duration.ofMinutes(15)), clock),
                new ProviderHttp(Clock.systemUTC()), clock);
    }

    /** The orders of pictures, whatever became of them. */
    List<Wire> submissions() {
        return List.copyOf(orders);
    }

    /** How many pictures were billed. */
    int paid() {
        return emulator.billed();
    }

    /** How often it was asked how far a picture is. */
    int questions() {
        return emulator.calls(Route.GENERATION_TASK);
    }

    /** The next calls of a kind fail before they change anything. */
    void failNext(Route route, int calls, int status) {
        emulator.failNext(route, calls, status);
    }

    /** Waits until nothing is being made: the clock of a house does not go on meanwhile. */
    void settle() {
        try {
            emulator.awaitRest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was stopped", e);
        }
    }

    @Override
    public void close() {
        client.close();
        emulator.close();
    }
}
