package dev.imagegen.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The API as a client sees it, which knows nothing of what is behind it. */
final class ApiClient {

    private static final Duration POLL = Duration.ofMillis(250);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String authorization;
    private final Sleeper sleeper;

    /** @param base of the cloud, with a slash at its end */
    ApiClient(URI base, String key, String secret, Sleeper sleeper) {
        this.base = base;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
        this.sleeper = sleeper;
    }

    /** What a call makes, polled for if the call answers with a task. */
    Generated generate(String route, String body) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        JsonNode answer = send(request(route).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
        JsonNode data = answer.get("data");
        while (data.has("task_id") && !data.has("result")) {
            if (data.get("status").textValue().equals("failed")) {
                throw new IOException("The task failed: " + data);
            }
            sleeper.sleep(POLL);
            data = send(request("tasks/" + data.get("task_id").textValue()).GET()).get("data");
        }
        JsonNode asset = (data.has("result") ? data.get("result") : data).get("assets").get(0);
        // A task has its limits within, a result beside it.
        JsonNode limits = data.has("limits") ? data.get("limits") : answer.path("limits");
        return Generated.read(Json.parse(body).get("prompt").textValue(), asset, limits, begun);
    }

    /** The addresses of what the store makes of an asset, in the order of the request. */
    List<Delivered> deliveryUrls(String body) throws IOException, InterruptedException {
        JsonNode answer =
                send(request("delivery_urls").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
        List<Delivered> urls = new ArrayList<>();
        answer.at("/data/urls").forEach(url -> urls.add(Delivered.read(url)));
        return urls;
    }

    /** The bytes at an address, as a browser of today asks for them. */
    byte[] download(URI url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).header("Accept", "image/webp,image/png,*/*").build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("The image cannot be fetched: status " + response.statusCode()
                    + response.headers().firstValue("X-Cld-Error").map(reason -> ", " + reason).orElse(""));
        }
        return response.body();
    }

    private HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(base.resolve(route)).header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("Answered with " + response.statusCode() + ": " + response.body());
        }
        return Json.parse(response.body());
    }
}
