package dev.imagegen.local.money;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.EngineChoice;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Providers;
import dev.imagegen.engine.bfl.BflEngine;
import dev.imagegen.engine.gemini.GeminiEngine;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.ideogram.IdeogramEngine;
import dev.imagegen.engine.openai.OpenAiEngine;
import dev.imagegen.engine.recraft.RecraftEngine;
import dev.imagegen.engine.sandbox.SandboxEngine;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.ProviderServer;
import dev.imagegen.local.providers.bfl.BflEmulator;
import dev.imagegen.local.providers.gemini.GeminiEmulator;
import dev.imagegen.local.providers.ideogram.IdeogramEmulator;
import dev.imagegen.local.providers.openai.OpenAiEmulator;
import dev.imagegen.local.providers.recraft.RecraftEmulator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The five providers behind HTTP, and the engines that lead to them. */
final class EmulatedProviders implements AutoCloseable {

    static final String KEY = "operators-key-8c1f";
    static final List<String> NAMES = List.of("bfl", "recraft", "openai", "gemini", "ideogram");

    private static final Duration DRAWING = Duration.ofSeconds(3);

    private final Clock clock;
    private final Map<String, Recorder> recorders;
    private final ProviderServer server;

    /**
     * @param taken how many pictures a provider takes at once, where it is not as many as usual
     * @param onSubmission is run whenever a provider gets an order
     */
    EmulatedProviders(Clock clock, Map<String, Integer> taken, Runnable onSubmission) throws IOException {
        this.clock = clock;
        RandomGenerator random = new Random(11);
        this.recorders = Stream.of(
                        new BflEmulator(KEY, clock, random, DRAWING, BflEmulator.ADDRESS_LIFE,
                                taken.getOrDefault("bfl", BflEmulator.CEILING)),
                        new RecraftEmulator(KEY, clock, pause -> { }),
                        new OpenAiEmulator(KEY, clock, pause -> { }),
                        new GeminiEmulator(KEY, pause -> { }),
                        new IdeogramEmulator(KEY, clock, random, DRAWING, IdeogramEmulator.ADDRESS_LIFE,
                                taken.getOrDefault("ideogram", IdeogramEmulator.CEILING)))
                .collect(Collectors.toMap(Provider::name, provider -> new Recorder(provider, onSubmission)));
        this.server = ProviderServer.start(0, List.copyOf(recorders.values()));
    }

    Recorder of(String name) {
        return recorders.get(name);
    }

    int paid() {
        return server.paid();
    }

    /**
     * As the worker wires them.
     *
     * @param ceilings how many pictures a provider is asked for at once, where it is configured
     * @param addOn one engine more
     */
    Engines engines(EngineChoice choice, Map<String, Integer> ceilings, Optional<ImageEngine> addOn) {
        Providers configured = Providers.read(settings(ceilings), EmulatedProviders::keys);
        ProviderHttp http = new ProviderHttp(Clock.systemUTC());
        Map<String, ImageEngine> all = Stream.concat(addOn.stream(), Stream.of(
                        new SandboxEngine(true, pause -> { }),
                        new BflEngine(configured.of("bfl"), http, clock),
                        new RecraftEngine(configured.of("recraft"), http),
                        new OpenAiEngine(configured.of("openai"), http),
                        new GeminiEngine(configured.of("gemini"), http),
                        new IdeogramEngine(configured.of("ideogram"), http, clock)))
                .collect(Collectors.toMap(ImageEngine::name, Function.identity()));
        return new Engines(choice::of, all,
                configured.names().stream().collect(Collectors.toMap(Function.identity(), configured::ceiling)));
    }

    private String settings(Map<String, Integer> ceilings) {
        ObjectNode settings = Json.object();
        for (String name : NAMES) {
            ObjectNode provider = settings.putObject(name).put("base_url", server.base(name).toString());
            if (ceilings.containsKey(name)) {
                provider.put("ceiling", ceilings.get(name));
            }
        }
        return Json.write(settings);
    }

    private static String keys() {
        ObjectNode keys = Json.object();
        NAMES.forEach(name -> keys.put(name, KEY));
        return Json.write(keys);
    }

    @Override
    public void close() {
        server.close();
    }
}
