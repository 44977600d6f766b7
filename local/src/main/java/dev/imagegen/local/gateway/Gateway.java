package dev.imagegen.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.local.functions.FunctionLog;
import dev.imagegen.local.functions.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The HTTP API on this machine: takes requests on the loopback interface and has the function of their route answer them.
 *
 * <p>Answers of its own, as the platform words them: 404 if no route fits, 413 for a body above 10 MB, 503 if the function
 * does not answer in time (its own time-out, 30 seconds at most), 500 if it fails.
 */
public final class Gateway implements AutoCloseable {

    /** How long the platform waits for a function: 30 seconds. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String NAME = "gateway";
    private static final int BACKLOG = 1000;

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final RequestEvents events;
    private final Supplier<String> ids;
    private final FunctionLog log;
    private volatile Routes routes;

    private Gateway(HttpServer server, Clock clock, Supplier<String> ids, FunctionLog log) {
        this.server = server;
        this.events = new RequestEvents(clock);
        this.ids = ids;
        this.log = log;
    }

    /**
     * Takes the port, so that its address is known and nobody else can have it; requests wait until {@link #open}.
     *
     * @param port  where to listen; 0 takes a free one
     * @param clock dates the events
     * @param ids   gives each request its id
     * @throws java.net.BindException if the port is in use
     */
    public static Gateway bind(int port, Clock clock, Supplier<String> ids, FunctionLog log) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        return new Gateway(HttpServer.create(address, BACKLOG), clock, ids, log);
    }

    /** Starts to answer requests by these routes. */
    public void open(Routes routes) {
        this.routes = routes;
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    /** Returns the address that requests go to, without a slash at its end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops at once; requests that are being answered are cut off. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            answer(exchange);
        } catch (IOException hungUp) {
            log.write(NAME, "The client of " + exchange.getRequestURI() + " went away: " + hungUp.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            log.write(NAME, "Failed to answer " + exchange.getRequestURI(), bug);
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        var requestId = ids.get();
        exchange.getResponseHeaders().set("Apigw-Requestid", requestId);
        var request = Request.read(exchange);
        if (request.isEmpty()) {
            Responses.write(exchange, 413, "Request Entity Too Large");
            return;
        }
        try {
            var match = routes.find(request.get().method(), request.get().rawPath());
            if (match.isEmpty()) {
                Responses.write(exchange, 404, "Not Found");
                return;
            }
            var event = events.event(request.get(), match.get().key(), match.get().pathParameters(), requestId);
            write(exchange, match.get(), match.get().function().invoke(event, LIMIT));
        } catch (IllegalArgumentException badlyEncoded) {
            Responses.write(exchange, 400, "Bad Request");
        }
    }

    private void write(HttpExchange exchange, Routes.Match match, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Answer(APIGatewayV2HTTPResponse response) -> writeOrFail(exchange, match, response);
            case Outcome.Answer(var other) -> {
                log.write(match.function().spec().id(), "The answer is no HTTP response: " + other);
                Responses.write(exchange, 500, "Internal Server Error");
            }
            case Outcome.Failure failure -> Responses.write(exchange, 500, "Internal Server Error");
            case Outcome.TimedOut timedOut -> Responses.write(exchange, 503, "Service Unavailable");
        }
    }

    private void writeOrFail(HttpExchange exchange, Routes.Match match, APIGatewayV2HTTPResponse response)
            throws IOException {
        try {
            Responses.write(exchange, response);
        } catch (IllegalArgumentException malformed) {
            log.write(match.function().spec().id(), "The answer can not be sent", malformed);
            Responses.write(exchange, 500, "Internal Server Error");
        }
    }
}
