package dev.imagegen.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.EngineChoice;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.ProviderServer;
import dev.imagegen.local.providers.bfl.BflEmulator;
import dev.imagegen.local.providers.gemini.GeminiEmulator;
import dev.imagegen.local.providers.ideogram.IdeogramEmulator;
import dev.imagegen.local.providers.openai.OpenAiEmulator;
import dev.imagegen.local.providers.recraft.RecraftEmulator;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The five providers on this machine, with a key that is no secret. */
final class DemoProviders implements AutoCloseable {

    private static final String KEY = "demo-provider-key";
    private static final int LAST_PORT = 65_535;

    private final ProviderServer server;
    private final List<String> names;

    private DemoProviders(ProviderServer server, List<String> names) {
        this.server = server;
        this.names = names;
    }

    /** True if a direct engine is asked for, and no keys with which the real providers could be. */
    static boolean needed(Map<String, String> parameters) {
        return !parameters.containsKey("ProviderKeys")
                && parameters.entrySet().stream()
                        .anyMatch(e -> e.getKey().endsWith("Engine") && e.getValue().contains("direct"));
    }

    /** @param port where they listen if it is free; otherwise anywhere */
    static DemoProviders start(int port) throws IOException {
        Clock clock = Clock.systemUTC();
        Sleeper sleeper = Sleeper.ofThread();
        RandomGenerator random = new SecureRandom();
        List<Provider> providers = List.of(
                new BflEmulator(KEY, clock, random),
                new RecraftEmulator(KEY, clock, sleeper),
                new OpenAiEmulator(KEY, clock, sleeper),
                new GeminiEmulator(KEY, sleeper),
                new IdeogramEmulator(KEY, clock, random));
        return new DemoProviders(bind(port, providers), providers.stream().map(Provider::name).toList());
    }

    private static ProviderServer bind(int port, List<Provider> providers) throws IOException {
        try {
            return ProviderServer.start(port > LAST_PORT ? 0 : port, providers);
        } catch (BindException inUse) {
            return ProviderServer.start(0, providers);
        }
    }

    /**
     * The template's parameters that lead to them.
     *
     * @param parameters say which engines make what: a setting of a provider that makes nothing is refused
     */
    Map<String, String> parameters(Map<String, String> parameters) {
        ObjectNode keys = Json.object();
        ObjectNode settings = Json.object();
        Set<String> used = used(parameters);
        for (String name : names.stream().filter(used::contains).toList()) {
            keys.put(name, KEY);
            settings.putObject(name).put("base_url", server.base(name).toString());
        }
        return Map.of("ProviderKeys", "plain:" + Json.write(keys), "ProviderSettings", Json.write(settings));
    }

    private static Set<String> used(Map<String, String> parameters) {
        Catalog catalog = Catalog.load();
        Map<String, String> families = catalog.families().stream()
                .collect(Collectors.toMap(Function.identity(), family -> parameters.getOrDefault(engineOf(family), "")));
        return catalog.madeBy(new EngineChoice(parameters.get("Engine"), families)::of).engines();
    }

    /** The parameter of a family, for example {@code GptImageEngine} of gpt-image. */
    private static String engineOf(String family) {
        return Arrays.stream(family.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", "", "Engine"));
    }

    /** Where they say how often they were called, and how many pictures they have made. */
    URI counts() {
        return server.counts();
    }

    @Override
    public void close() {
        server.close();
    }
}
