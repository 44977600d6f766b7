package dev.imagegen.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.ProviderHttp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/** An engine of a provider, and a stub in the provider's place. No failure may show the key. */
public final class EngineBench implements AutoCloseable {

    public static final String KEY = "sk-very-secret";

    private final HttpStub stub;
    private final ImageEngine engine;

    public EngineBench(BiFunction<ProviderSettings, ProviderHttp, ImageEngine> engine, HttpStub.Service service)
            throws IOException {
        this.stub = new HttpStub(service);
        this.engine = engine.apply(
                new ProviderSettings(stub.address(), () -> KEY, List.of(), 8), new ProviderHttp(Clock.systemUTC()));
    }

    public Picture draw(Drawing drawing) {
        return assertInstanceOf(Picture.class, engine.generate(drawing));
    }

    public EngineException refuses(Drawing drawing) {
        EngineException e = assertThrows(EngineException.class, () -> engine.generate(drawing));
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertFalse((trace + e.error().message() + engine).contains(KEY), trace::toString);
        return e;
    }

    /** The only one that came. */
    public HttpStub.Call call() {
        assertEquals(1, stub.calls().size());
        return stub.calls().getFirst();
    }

    public int calls() {
        return stub.calls().size();
    }

    @Override
    public void close() {
        stub.close();
    }
}
