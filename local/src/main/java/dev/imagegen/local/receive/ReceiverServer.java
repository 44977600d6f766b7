package dev.imagegen.local.receive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Prints every delivery, and answers each with the same status. */
public final class ReceiverServer implements AutoCloseable {

    /** Much more than a notification has. */
    private static final int MAX_BODY = 1 << 20;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int status;
    private final DeliveryWords words;
    private final PrintStream out;

    private ReceiverServer(HttpServer server, int status, DeliveryWords words, PrintStream out) {
        this.server = server;
        this.status = status;
        this.words = words;
        this.out = out;
    }

    /**
     * Listens on this machine alone.
     *
     * @param port 0 for any that is free
     * @param status what it answers
     * @param secret with which deliveries should be signed
     * @throws java.net.BindException if the port is in use
     * @throws IllegalArgumentException if the secret is none
     */
    public static ReceiverServer start(int port, int status, String secret, Clock clock, PrintStream out)
            throws IOException {
        var words = new DeliveryWords(secret, clock);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        var receiver = new ReceiverServer(server, status, words, out);
        server.setExecutor(receiver.threads);
        server.createContext("/", receiver::handle);
        server.start();
        return receiver;
    }

    /** What to name as {@code notification_url}. */
    public URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
            out.println(words.of(exchange.getRequestHeaders()::getFirst, body));
            exchange.sendResponseHeaders(status, NO_BODY);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
