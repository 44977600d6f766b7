package dev.imagegen.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A client of a running system, for tests. */
final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI address;
    private final String credentials;

    Api(URI address) {
        this(address, DemoCloud.KEY + ":" + DemoCloud.SECRET);
    }

    private Api(URI address, String credentials) {
        this.address = address;
        this.credentials = credentials;
    }

    /** The same system, with another key. */
    Api as(String key, String secret) {
        return new Api(address, key + ":" + secret);
    }

    record Reply(int status, JsonNode body, HttpResponse<String> raw) {
        JsonNode asset() {
            return body.get("data").get("assets").get(0);
        }

        String taskId() {
            return body.get("data").get("task_id").textValue();
        }
    }

    Reply post(String route, String body) throws IOException, InterruptedException {
        return send(request(route).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    Reply get(String route) throws IOException, InterruptedException {
        return send(request(route).GET());
    }

    /** @param route below the demo cloud's base, or a whole path that begins with a slash */
    HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(address.resolve(route.startsWith("/") ? route : "/v2/generate/demo/" + route))
                .header("Authorization", "Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), Json.parse(response.body()), response);
    }

    /** The status of an answer that has no body. */
    int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** The task once it has one of the states. */
    JsonNode await(String taskId, String... states) throws Exception {
        var seen = new AtomicReference<JsonNode>();
        return Await.value(() -> {
            seen.set(get("tasks/" + taskId).body().get("data"));
            return Optional.of(seen.get()).filter(task -> List.of(states).contains(task.get("status").textValue()));
        }, seen::get);
    }

    /** The bytes at an address, with its status. */
    static HttpResponse<byte[]> fetch(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }
}
