package dev.imagegen.local.testing;

import dev.imagegen.local.functions.FunctionLog;
import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;
import dev.imagegen.local.template.FunctionSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes functions, and keeps what they log. */
public final class Functions {

    /** A time-out that only ends what hangs. */
    public static final Duration AMPLE = Duration.ofMinutes(5);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final FunctionLog log = new FunctionLog(new PrintStream(written, true, StandardCharsets.UTF_8));

    public FunctionLog log() {
        return log;
    }

    public String logged() {
        return written.toString(StandardCharsets.UTF_8);
    }

    public LocalFunction function(Class<?> handler, Duration timeout, Map<String, String> environment, Event... events) {
        var spec = spec(handler.getName() + "::handleRequest", timeout, events);
        return new LocalFunction(spec, environment, Clock.systemUTC(), () -> "request-1", log);
    }

    public static FunctionSpec spec(String handler, Duration timeout, Event... events) {
        return new FunctionSpec("Tested", handler, "none.zip", timeout, 512, Map.of(), List.of(events));
    }
}
