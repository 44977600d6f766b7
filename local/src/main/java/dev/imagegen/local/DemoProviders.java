package dev.imagegen.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
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
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

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

    /** The template's parameters that lead to them. */
    Map<String, String> parameters() {
        ObjectNode keys = Json.object();
        ObjectNode settings = Json.object();
        for (String name : names) {
            keys.put(name, KEY);
            ObjectNode provider = settings.putObject(name).put("base_url", server.base(name).toString());
            provider.putArray("domains").add("localhost").add("127.0.0.1");
        }
        return Map.of("ProviderKeys", "plain:" + Json.write(keys), "ProviderSettings", Json.write(settings));
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
