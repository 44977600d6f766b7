package dev.imagegen.local.system;

import dev.imagegen.local.functions.FunctionLog;
import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.gateway.Front;
import dev.imagegen.local.gateway.Gateway;
import dev.imagegen.local.gateway.Routes;
import dev.imagegen.local.sources.QueuePoller;
import dev.imagegen.local.sources.ScheduleTimer;
import dev.imagegen.local.sources.Sleep;
import dev.imagegen.local.template.Event;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The whole system on one machine, wired as the template says. */
public final class LocalSystem implements AutoCloseable {

    private static final int LAST_PORT = 65_535;

    private final boolean chosen;
    private final Gateway gateway;
    private final Surroundings surroundings;
    private final SqsClient sqs;
    private final List<Gateway> urls = new ArrayList<>();
    private final List<AutoCloseable> running = new ArrayList<>();

    private LocalSystem(boolean chosen, Gateway gateway, Surroundings surroundings) {
        this.chosen = chosen;
        this.gateway = gateway;
        this.surroundings = surroundings;
        this.sqs = surroundings.endpoints().sqsClient();
    }

    /**
     * Starts everything and returns when the first request can come.
     *
     * @param options    how it is run
     * @param cloudinary starts the stand-in for Cloudinary
     * @param seeder     fills the new table
     * @param log        where the functions' log goes
     * @throws java.net.BindException if the port is in use
     * @throws IOException            if a server does not start; nothing is left running then
     * @throws RuntimeException       if the template or a handler does not work; nothing is left running then
     */
    public static LocalSystem start(Options options, CloudinaryStarter cloudinary, Seeder seeder, PrintStream log)
            throws IOException {
        var clock = Clock.systemUTC();
        Supplier<String> ids = () -> UUID.randomUUID().toString();
        var functionLog = new FunctionLog(log);
        // First of all: a port in use shows at once, and the stand-in for Cloudinary can be told the address.
        var gateway = Gateway.bind(Front.API, options.port(), clock, ids, functionLog);
        try {
            var surroundings = Surroundings.start(options, gateway.address(), cloudinary, seeder);
            var system = new LocalSystem(options.port() != 0, gateway, surroundings);
            try {
                system.run(clock, ids, functionLog);
                return system;
            } catch (IOException | RuntimeException failed) {
                system.close();
                throw failed;
            }
        } catch (IOException | RuntimeException failed) {
            gateway.close();
            throw failed;
        }
    }

    /** Returns the address of the API, for example {@code http://127.0.0.1:3000}. */
    public URI address() {
        return gateway.address();
    }

    /** Returns the address of the URL that a function of its own has; empty if none has one. */
    public Optional<URI> functionUrl() {
        return urls.stream().findFirst().map(Gateway::address);
    }

    /** Returns what the functions have around them. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Stops everything: first what makes functions run, then the functions, then the servers. */
    @Override
    public void close() {
        gateway.close();
        urls.forEach(Gateway::close);
        for (var part : running.reversed()) {
            try {
                part.close();
            } catch (Exception impossible) {
                throw new IllegalStateException(part + " could not be stopped", impossible);
            }
        }
        sqs.close();
        surroundings.close();
    }

    private void run(Clock clock, Supplier<String> ids, FunctionLog log) throws IOException {
        var functions = new ArrayList<LocalFunction>();
        for (var spec : surroundings.functions()) {
            var function = new LocalFunction(spec, surroundings.environment(spec), clock, ids, log);
            running.add(function);
            functions.add(function);
        }
        functions.forEach(function -> listen(function, Thread::sleep, log));
        for (var function : functions) {
            if (surroundings.functionUrls().contains(function.spec().id())) {
                var url = bindUrl(clock, ids, log);
                urls.add(url);
                url.open(Routes.to(function));
            }
        }
        gateway.open(Routes.of(functions));
    }

    /** On the second port after the gateway's, or on any other if that is not free: the next one is Cloudinary's. */
    private Gateway bindUrl(Clock clock, Supplier<String> ids, FunctionLog log) throws IOException {
        int port = chosen ? gateway.address().getPort() + 2 : 0;
        try {
            return Gateway.bind(Front.FUNCTION_URL, port > LAST_PORT ? 0 : port, clock, ids, log);
        } catch (BindException inUse) {
            return Gateway.bind(Front.FUNCTION_URL, 0, clock, ids, log);
        }
    }

    private void listen(LocalFunction function, Sleep sleep, FunctionLog log) {
        for (var event : function.spec().events()) {
            switch (event) {
                case Event.Queue source when source.enabled() -> {
                    var url = surroundings.queueUrls().get(source.queue());
                    running.add(QueuePoller.start(sqs, url, source, function, sleep, log));
                }
                case Event.Schedule schedule when schedule.enabled() ->
                    running.add(ScheduleTimer.start(function, schedule, sleep));
                case Event.Queue disabled -> {}
                case Event.Schedule disabled -> {}
                case Event.Route route -> {}
                case Event.DefaultRoute route -> {}
            }
        }
    }
}
