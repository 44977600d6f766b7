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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The HTTP API or a function's own URL on this machine: takes requests on the loopback interface and has the function of their
 * route answer them.
 *
 * <p>Answers of its own, as the platform words them: 404 if no route fits, 413 for a body that is too large, 403 at the API for the
 * host name of a function URL. If a function fails or does not answer in time (its own time-out or the limit of the {@link Front}),
 * 500 and 503 at the API, 502 and 504 at a function URL.
 */
public final class Gateway implements AutoCloseable {

    private static final String NAME = "gateway";
    private static final int BACKLOG = 1000;

    private final Front front;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final RequestEvents events;
    private final Supplier<String> ids;
    private final FunctionLog log;
    private volatile Routes routes;

    private Gateway(Front front, HttpServer server, Clock clock, Supplier<String> ids, FunctionLog log) {
        this.front = front;
        this.server = server;
        this.events = new RequestEvents(front, clock);
        this.ids = ids;
        this.log = log;
    }

    /**
     * Takes the port, so that its address is known and nobody else can have it; requests wait until {@link #open}.
     *
     * @param front which door it is
     * @param port  where to listen; 0 takes a free one
     * @param clock dates the events
     * @param ids   gives each request its id
     * @throws java.net.BindException if the port is in use
     */
    public static Gateway bind(Front front, int port, Clock clock, Supplier<String> ids, FunctionLog log) throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        return new Gateway(front, HttpServer.create(address, BACKLOG), clock, ids, log);
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
        exchange.getResponseHeaders().set(front.requestIdHeader(), requestId);
        var request = Request.read(exchange, front.maxBody());
        if (request.isEmpty()) {
            Responses.write(exchange, 413, "Request Entity Too Large");
            return;
        }
        if (front == Front.API && RequestEvents.isOfFunctionUrl(request.get().header("host").orElse(""))) {
            Responses.write(exchange, 403, "Forbidden");
            return;
        }
        try {
            var match = routes.find(request.get().method(), request.get().rawPath());
            if (match.isEmpty()) {
                Responses.write(exchange, 404, "Not Found");
                return;
            }
            var event = events.event(request.get(), match.get().key(), match.get().pathParameters(), requestId);
            write(exchange, match.get(), match.get().function().invoke(event, front.limit()));
        } catch (IllegalArgumentException badlyEncoded) {
            Responses.write(exchange, 400, "Bad Request");
        }
    }

    private void write(HttpExchange exchange, Routes.Match match, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Answer(APIGatewayV2HTTPResponse response) -> writeOrFail(exchange, match, response);
            case Outcome.Answer(var other) -> {
                log.write(match.function().spec().id(), "The answer is no HTTP response: " + other);
                Responses.write(exchange, front.failed(), "Internal Server Error");
            }
            case Outcome.Failure failure -> Responses.write(exchange, front.failed(), "Internal Server Error");
            case Outcome.TimedOut timedOut -> Responses.write(exchange, front.late(), "Service Unavailable");
        }
    }

    private void writeOrFail(HttpExchange exchange, Routes.Match match, APIGatewayV2HTTPResponse response)
            throws IOException {
        try {
            Responses.write(exchange, response);
        } catch (IllegalArgumentException malformed) {
            log.write(match.function().spec().id(), "The answer can not be sent", malformed);
            Responses.write(exchange, front.failed(), "Internal Server Error");
        }
    }
}
