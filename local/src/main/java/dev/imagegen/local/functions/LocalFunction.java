package dev.imagegen.local.functions;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.imagegen.local.template.FunctionSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A function of the template, run in this process. Unlike on the platform one instance serves invocations side by side,
 * so its handler must be safe for that; a failure is written to the log, as the platform does.
 */
public final class LocalFunction implements AutoCloseable {

    private final FunctionSpec spec;
    private final RequestHandler<Object, Object> handler;
    private final Clock clock;
    private final Supplier<String> ids;
    private final FunctionLog log;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Makes the function and its handler.
     *
     * @param spec        what the template says
     * @param environment the environment variables that its handler is made with
     * @param clock       says how much of an invocation's time remains
     * @param ids         gives each invocation its request id
     * @param log         where failures and the function's own log go
     * @throws IllegalStateException if its handler can not be made
     */
    public LocalFunction(
            FunctionSpec spec, Map<String, String> environment, Clock clock, Supplier<String> ids, FunctionLog log) {
        this.spec = spec;
        this.handler = Handlers.make(spec.handler(), environment);
        this.clock = clock;
        this.ids = ids;
        this.log = log;
    }

    /** Returns what the template says about it. */
    public FunctionSpec spec() {
        return spec;
    }

    /** Invokes the function with an event, within its own time-out. */
    public Outcome invoke(Object event) throws InterruptedException {
        return invoke(event, spec.timeout());
    }

    /**
     * Invokes the function with an event.
     *
     * @param limit how long the caller waits; the function's own time-out applies too
     */
    public Outcome invoke(Object event, Duration limit) throws InterruptedException {
        var within = limit.compareTo(spec.timeout()) < 0 ? limit : spec.timeout();
        var context = new LocalContext(spec, ids.get(), clock.instant().plus(spec.timeout()), clock, log);
        var running = executor.submit(() -> handler.handleRequest(event, context));
        try {
            return new Outcome.Answer(running.get(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException failed) {
            log.write(spec.id(), "Invocation " + context.getAwsRequestId() + " failed", failed.getCause());
            return new Outcome.Failure(failed.getCause());
        } catch (TimeoutException late) {
            log.write(spec.id(), "Invocation " + context.getAwsRequestId() + " timed out after " + within.toSeconds() + " s");
            return new Outcome.TimedOut(within);
        } finally {
            running.cancel(true);
        }
    }

    /** Interrupts what is still running; does not wait for it. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
