package dev.imagegen.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.ProviderHttp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * An engine that has to be asked, and a stub in the provider's place, that gives one reply after the other, with its own
 * address where they say BASE. No failure may show the key.
 */
public final class AskingBench implements AutoCloseable {

    public static final String KEY = "secret-of-the-operator";

    public interface Maker {
        AsynchronousEngine make(ProviderSettings settings, ProviderHttp http, Clock clock);
    }

    private final MutableClock clock = new MutableClock();
    private final Queue<HttpStub.Reply> replies;
    private final HttpStub stub;
    private final AsynchronousEngine engine;

    public AskingBench(Maker maker, HttpStub.Reply... replies) throws IOException {
        this(KEY, maker, replies);
    }

    public AskingBench(String key, Maker maker, HttpStub.Reply... replies) throws IOException {
        this.replies = new ArrayDeque<>(List.of(replies));
        this.stub = new HttpStub(_ -> addressed(this.replies.remove()));
        this.engine = maker.make(new ProviderSettings(stub.address(), () -> key, List.of("localhost", "provider.example"), 8),
                new ProviderHttp(clock), clock);
    }

    private HttpStub.Reply addressed(HttpStub.Reply reply) {
        String body = new String(reply.body(), ISO_8859_1).replace("BASE", base());
        return new HttpStub.Reply(reply.status(), body.getBytes(ISO_8859_1), reply.headers());
    }

    public String base() {
        return stub.address().toString();
    }

    public MutableClock clock() {
        return clock;
    }

    public AsynchronousEngine engine() {
        return engine;
    }

    /** What was taken, as the engine wants to have it kept. */
    public Upstream submit(Drawing drawing) {
        return assertInstanceOf(Pending.class, engine.generate(drawing)).upstream();
    }

    /** @param path below the stub's address */
    public Upstream upstream(String path) {
        return new Upstream(engine.name(), "id-1", URI.create(base() + path), clock.instant(), OptionalLong.of(30_000));
    }

    public Progress ask(Upstream upstream) {
        return engine.ask(upstream, Drawings.of("A quiet lake"));
    }

    public Picture picture(Upstream upstream) {
        return assertInstanceOf(Picture.class, ask(upstream));
    }

    public EngineException refuses(Supplier<Progress> call) {
        EngineException e = assertThrows(EngineException.class, call::get);
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertFalse((trace + e.error().message() + engine).contains(KEY), trace::toString);
        return e;
    }

    public List<HttpStub.Call> calls() {
        return stub.calls();
    }

    @Override
    public void close() {
        stub.close();
    }
}
