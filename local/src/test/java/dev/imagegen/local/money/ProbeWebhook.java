package dev.imagegen.local.money;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.functions.webhook.WebhookFunction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** In the place of the gateway: hands Cloudinary's notifications to the webhook function, in the process of the worker. */
final class ProbeWebhook {

    private static final String TASK = "task=";

    private final HttpServer server;
    private final ProbeStops stops;

    private ProbeWebhook(HttpServer server, ProbeStops stops) {
        this.server = server;
        this.stops = stops;
    }

    /** @param stops says when a task is ready to hear of its picture: none is told before */
    static ProbeWebhook open(ProbeStops stops) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return new ProbeWebhook(server, stops);
    }

    /** The worker's variables, with this as the address of its webhook. */
    Map<String, String> environment(Map<String, String> others) {
        Map<String, String> environment = new HashMap<>(others);
        environment.put("WEBHOOK_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/cloudinary");
        return environment;
    }

    void handTo(WebhookFunction function) {
        server.createContext("/", exchange -> take(exchange, function));
        server.start();
    }

    private void take(HttpExchange exchange, WebhookFunction function) throws IOException {
        try (exchange) {
            String task = exchange.getRequestURI().getQuery().substring(TASK.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            stops.awaitListening(task);
            Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFirst()));
            var answer = function.handleRequest(APIGatewayV2HTTPEvent.builder()
                    .withHeaders(headers)
                    .withQueryStringParameters(Map.of("task", task))
                    .withBody(new String(body, StandardCharsets.UTF_8))
                    .build(), null);
            exchange.sendResponseHeaders(answer.getStatusCode(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
