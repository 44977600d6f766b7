package dev.imagegen.local.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** An engine in front of its provider's emulator, over real HTTP. */
public final class Desk implements AutoCloseable {

    private final Provider provider;
    private final ProviderServer server;
    private final ImageEngine engine;

    public Desk(Provider provider, String key, BiFunction<ProviderSettings, ProviderHttp, ImageEngine> engine)
            throws IOException {
        this.provider = provider;
        this.server = ProviderServer.start(0, List.of(provider));
        this.engine = engine.apply(new ProviderSettings(server.base(provider.name()), () -> key, List.of("localhost"), 8),
                new ProviderHttp(Clock.systemUTC()));
    }

    public Picture draw(Drawing drawing) {
        return (Picture) engine.generate(drawing);
    }

    public ImageHeader header(Drawing drawing) {
        return ImageHeader.read(draw(drawing).bytes()).orElseThrow();
    }

    public EngineException refuses(Drawing drawing) {
        return assertThrows(EngineException.class, () -> engine.generate(drawing));
    }

    /** Submits it to an engine that does not wait. */
    public Upstream submit(Drawing drawing) {
        return assertInstanceOf(Pending.class, engine.generate(drawing)).upstream();
    }

    /**
     * As the flow does: what is to be asked again is asked again, at most five times.
     *
     * @param clock the emulator's; it goes on by a second before each question
     */
    public Progress ended(Upstream upstream, Drawing drawing, MutableClock clock) {
        var asked = assertInstanceOf(AsynchronousEngine.class, engine);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            try {
                Progress progress = asked.ask(upstream, drawing);
                if (!(progress instanceof Pending)) {
                    return progress;
                }
            } catch (EngineException e) {
                if (!e.failure().safeToRepeat()) {
                    throw e;
                }
            }
        }
        return new Pending(upstream);
    }

    /** How many pictures were billed, in all. */
    public int paid() {
        return provider.paid();
    }

    /** How many requests came, and how many pictures were billed, in all. */
    public void assertCounts(int calls, int paid) {
        assertEquals(calls, server.calls(provider.name()));
        assertEquals(paid, provider.paid());
    }

    /** A call as the server hands it over. @param headers names and values in turn */
    public static Call call(String method, String path, byte[] body, String... headers) {
        Headers all = new Headers();
        for (int i = 0; i < headers.length; i += 2) {
            all.set(headers[i], headers[i + 1]);
        }
        int query = path.indexOf('?');
        return new Call(method, query < 0 ? path : path.substring(0, query),
                query < 0 ? Optional.empty() : Optional.of(path.substring(query + 1)), all, body,
                URI.create("http://127.0.0.1/provider"));
    }

    /** The part of an answer in which the provider speaks. */
    public static String text(Reply reply) {
        return new String(((Reply.Whole) reply).body(), StandardCharsets.UTF_8);
    }

    public static JsonNode json(Reply reply, int status) {
        assertTrue(reply instanceof Reply.Whole whole && whole.status() == status, () -> text(reply));
        return Json.parse(text(reply));
    }

    @Override
    public void close() {
        server.close();
    }
}
