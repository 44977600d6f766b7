package dev.imagegen.local.money;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** In the place of SQS: hands each message over as it is sent, with its delay, which then passes by the probe's own clock. */
final class ProbeMailbox {

    private final HttpServer server;
    private final BiConsumer<String, Duration> receiver;

    private ProbeMailbox(HttpServer server, BiConsumer<String, Duration> receiver) {
        this.server = server;
        this.receiver = receiver;
    }

    static ProbeMailbox open(BiConsumer<String, Duration> receiver) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        ProbeMailbox mailbox = new ProbeMailbox(server, receiver);
        server.createContext("/", mailbox::take);
        server.start();
        return mailbox;
    }

    /** A function's variables, with this in the place of its queue. */
    Map<String, String> environment(Map<String, String> others) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        Map<String, String> environment = new HashMap<>(others);
        environment.put("AWS_ENDPOINT_URL_SQS", address);
        environment.put("JOBS_QUEUE_URL", address + "/000000000000/jobs");
        return environment;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String body = message.get("MessageBody").textValue();
            receiver.accept(body, Duration.ofSeconds(message.path("DelaySeconds").asInt()));
            byte[] answer = Json.bytes(Json.object().put("MessageId", "m").put("MD5OfMessageBody", md5(body)));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every platform has this algorithm", e);
        }
    }
}
