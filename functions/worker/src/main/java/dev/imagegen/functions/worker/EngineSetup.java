package dev.imagegen.functions.worker;

import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.Environment;
import dev.imagegen.aws.Secret;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.engine.EngineChoice;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Providers;
import dev.imagegen.engine.addon.AddOnEngine;
import dev.imagegen.engine.addon.StoredReferences;
import dev.imagegen.engine.bfl.BflEngine;
import dev.imagegen.engine.gemini.GeminiEngine;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.ideogram.IdeogramEngine;
import dev.imagegen.engine.openai.OpenAiEngine;
import dev.imagegen.engine.recraft.RecraftEngine;
import dev.imagegen.engine.sandbox.SandboxEngine;
import dev.imagegen.task.Job;
import dev.imagegen.task.JobQueue;
import dev.imagegen.time.Sleeper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The engines, as the deployment's variables say. None asks for its key before it is used. */
final class EngineSetup {

    /** As long as a message can be delayed; the add-on fetches references when it begins. */
    private static final Duration REFERENCES_DELETED_AFTER = Duration.ofMinutes(15);

    private final Environment environment;
    private final CloudinarySettings cloudinary;
    private final AssetStore assets;
    private final JobQueue jobs;
    private final Clock clock;
    private final Providers providers;

    EngineSetup(Environment environment, AwsClients clients, CloudinarySettings cloudinary, AssetStore assets, JobQueue jobs,
            Clock clock) {
        this.environment = environment;
        this.cloudinary = cloudinary;
        this.assets = assets;
        this.jobs = jobs;
        this.clock = clock;
        this.providers = Providers.read(environment.find("PROVIDER_SETTINGS").orElse(""),
                new Secret(environment.find("PROVIDER_KEYS").orElse("plain:{}"), clients::secret, clock));
    }

    Catalog catalog() {
        Catalog catalog = Catalog.load(providers.models(), providers.reservedCredits()).madeBy(choice()::of);
        providers.checkUsed(catalog.engines());
        return catalog;
    }

    private EngineChoice choice() {
        return EngineChoice.of(environment.text("ENGINE"), environment.withPrefix("ENGINE_"));
    }

    Engines engines() {
        ProviderHttp http = new ProviderHttp(clock);
        Map<String, ImageEngine> all = Stream.of(
                        new SandboxEngine(true, Sleeper.ofThread()),
                        new BflEngine(providers.of("bfl"), http, clock),
                        new RecraftEngine(providers.of("recraft"), http),
                        new OpenAiEngine(providers.of("openai"), http),
                        new GeminiEngine(providers.of("gemini"), http),
                        new IdeogramEngine(providers.of("ideogram"), http, clock),
                        addOn(http))
                .collect(Collectors.toMap(ImageEngine::name, Function.identity()));
        Map<String, Integer> ceilings = new HashMap<>(
                providers.names().stream().collect(Collectors.toMap(Function.identity(), providers::ceiling)));
        ceilings.put(SandboxEngine.NAME, sandboxCeiling(Math.toIntExact(environment.number("WORKER_CONCURRENCY"))));
        return new Engines(choice()::of, all, ceilings, Math.toIntExact(environment.number("KEY_SHARE_PERCENT")));
    }

    /** A tenth of the workers is always free to see what else waits: slow drawings of one key, one in each batch, would hold all of them. */
    private static int sandboxCeiling(int workers) {
        return Math.max(1, workers - Math.max(1, workers / 10));
    }

    private ImageEngine addOn(ProviderHttp http) {
        StoredReferences references = new StoredReferences(
                assets, (assetId, at) -> jobs.send(new Job.Delete(assetId), Optional.empty(), REFERENCES_DELETED_AFTER), clock);
        return new AddOnEngine(providers.addOn(cloudinary.apiBase(), cloudinary.apiSecret()), cloudinary.cloud(), cloudinary.apiKey(),
                environment.find("WEBHOOK_URL").map(URI::create), references, http, clock);
    }
}
