package dev.imagegen.local.system;

import dev.imagegen.local.functions.FunctionLog;
import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.gateway.Gateway;
import dev.imagegen.local.gateway.Routes;
import dev.imagegen.local.sources.QueuePoller;
import dev.imagegen.local.sources.ScheduleTimer;
import dev.imagegen.local.sources.Sleep;
import dev.imagegen.local.template.Event;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The whole system on one machine, wired as the template says. */
public final class LocalSystem implements AutoCloseable {

    private final Gateway gateway;
    private final Surroundings surroundings;
    private final SqsClient sqs;
    private final List<AutoCloseable> running = new ArrayList<>();

    private LocalSystem(Gateway gateway, Surroundings surroundings) {
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
        var gateway = Gateway.bind(options.port(), clock, ids, functionLog);
        try {
            var surroundings = Surroundings.start(options, gateway.address(), cloudinary, seeder);
            var system = new LocalSystem(gateway, surroundings);
            try {
                system.run(clock, ids, functionLog);
                return system;
            } catch (RuntimeException failed) {
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

    /** Returns what the functions have around them. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Stops everything: first what makes functions run, then the functions, then the servers. */
    @Override
    public void close() {
        gateway.close();
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

    private void run(Clock clock, Supplier<String> ids, FunctionLog log) {
        var functions = new ArrayList<LocalFunction>();
        for (var spec : surroundings.functions()) {
            var function = new LocalFunction(spec, surroundings.environment(spec), clock, ids, log);
            running.add(function);
            functions.add(function);
        }
        functions.forEach(function -> listen(function, Thread::sleep, log));
        gateway.open(Routes.of(functions));
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
