package dev.imagegen.functions.generate;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.access.SecretHash;
import dev.imagegen.aws.Environment;
import dev.imagegen.contract.Json;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.flow.Endings;
import dev.imagegen.log.Log;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.InMemoryCapacity;
import dev.imagegen.testing.InMemoryNotifications;
import dev.imagegen.testing.InMemoryRates;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.InMemoryWebhookSettings;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/** The function with its ports in memory: calls go in as the gateway's events, answers come out. */
final class Door {

    static final String BASE = "/v2/generate/demo/";

    final MutableClock clock = new MutableClock();
    final InMemoryTable table = new InMemoryTable();
    final RecordingJobs jobs = new RecordingJobs();
    final InMemoryNotifications notifications = table.notifications();
    final InMemoryWebhookSettings settings = new InMemoryWebhookSettings();
    final RecordingJobs deliveries = new RecordingJobs();
    final InMemoryRates rates = new InMemoryRates(clock);
    final InMemoryCapacity capacity = new InMemoryCapacity();
    final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(logged, true, StandardCharsets.UTF_8), clock);
    final Endings endings;
    private final GenerateFunction function;
    private Runnable whileWaiting = () -> { };

    Door() {
        this(Map.of());
    }

    /** @param parameters of the deployment, beside the usual ones */
    Door(Map<String, String> parameters) {
        key("demo-key", "demo", true, KeyLimits.NONE);
        key("client-key", "demo", false, KeyLimits.NONE);
        key("other-key", "elsewhere", true, KeyLimits.NONE);
        key("acme-key", "acme-demo", true, KeyLimits.NONE);
        Map<String, String> variables = new HashMap<>(Map.of(
                "SYNC_WAIT_SECONDS", "25", "URL_WAIT_SECONDS", "170", "MONTHLY_CREDITS", "50", "TASK_RETENTION_DAYS", "30",
                "DEFAULT_MODEL", "nano-banana/standard", "ENGINE", "sandbox", "DELIVERY_BASE", "https://res.cloudinary.com",
                "CLOUD_NAME", "demo"));
        variables.putAll(parameters);
        endings = new Endings(table, new DeliveryMessages(new RecordingJobs(), log), clock, log);
        var environment = new Environment(variables);
        function = new GenerateFunction(new Wiring(new Deployment(environment), table, rates, table, table, table, table, capacity, jobs,
                new Wiring.Webhooks(notifications, settings, deliveries), clock, this::sleep, new Random(5), log));
    }

    private void key(String id, String cloud, boolean root, KeyLimits limits) {
        table.put(new ApiKey(id, cloud, root, id, MutableClock.START, limits, SecretHash.of("demo-secret", new Random(1))));
    }

    /** Limits the client's key. */
    void limit(KeyLimits limits) {
        key("client-key", "demo", false, limits);
    }

    private void sleep(Duration duration) {
        clock.advance(duration);
        whileWaiting.run();
    }

    /** What happens elsewhere while a synchronous call waits. */
    void whileWaiting(Runnable action) {
        this.whileWaiting = action;
    }

    /** Ends the task of the last job, if there is one yet, as a worker would. Many may ask for it at once. */
    synchronized void completeLast() {
        if (jobs.sent().isEmpty()) {
            return;
        }
        Task task = last();
        if (!task.state().terminal()) {
            Task running = task.claimed("worker", clock.instant(), clock.instant().plusSeconds(60));
            table.replace(task, running);
            endings.complete(running, Samples.stored(task.id()), OptionalLong.of(7), OptionalLong.empty(), List.of());
        }
    }

    Task last() {
        return table.find(((Job.Advance) jobs.sent().getLast().job()).taskId()).orElseThrow();
    }

    /** The lines of the log. */
    List<JsonNode> lines() {
        return logged.toString(StandardCharsets.UTF_8).lines().map(Json::parse).toList();
    }

    record Reply(int status, Map<String, String> headers, JsonNode body) {
        JsonNode error() {
            return body.get("error");
        }
    }

    Reply post(String route, String body) {
        return call("POST", route, body, headers("demo-key:demo-secret"));
    }

    Reply get(String route) {
        return call("GET", route, null, headers("demo-key:demo-secret"));
    }

    static Map<String, String> headers(String credentials) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return new HashMap<>(Map.of("authorization", "Basic " + basic, "content-type", "application/json"));
    }

    /** @param route the path below the base of the cloud "demo", or a whole one that begins with a slash */
    Reply call(String method, String route, String body, Map<String, String> headers) {
        return deliver(event(method, route, body, headers));
    }

    Reply deliver(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPResponse response = function.handleRequest(event, null);
        String body = response.getBody().isEmpty() ? "{}" : response.getBody();
        return new Reply(response.getStatusCode(), response.getHeaders(), body.startsWith("<") ? Json.object().put("html", body) : Json.parse(body));
    }

    /** As the gateway hands it over. */
    static APIGatewayV2HTTPEvent event(String method, String routeAndQuery, String body, Map<String, String> headers) {
        int mark = routeAndQuery.indexOf('?');
        String route = mark < 0 ? routeAndQuery : routeAndQuery.substring(0, mark);
        String path = route.startsWith("/") ? route : BASE + route;
        var http = APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).withPath(path).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(routeKey(method, path))
                .withRawPath(path)
                .withPathParameters(pathParameters(path))
                .withQueryStringParameters(mark < 0 ? null : query(routeAndQuery.substring(mark + 1)))
                .withHeaders(headers)
                .withBody(body)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder().withHttp(http).build())
                .build();
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /** As the template's routes make the gateway name them. */
    private static String routeKey(String method, String path) {
        String template = path.replaceFirst("^/v2/generate/[^/]+/", "/v2/generate/{cloud_name}/")
                .replaceFirst("/tasks/[^/]+(/deliveries)?$", "/tasks/{task_id}$1")
                .replaceFirst("/keys/[^/]+$", "/keys/{api_key}")
                .replaceFirst("/webhook_settings/secrets/[^/]+$", "/webhook_settings/secrets/{secret_id}");
        return switch (method + " " + template) {
            case "POST /v2/generate/{cloud_name}/text_to_image",
                    "POST /v2/generate/{cloud_name}/image_to_image",
                    "GET /v2/generate/{cloud_name}/models",
                    "GET /v2/generate/{cloud_name}/tasks",
                    "GET /v2/generate/{cloud_name}/tasks/{task_id}",
                    "DELETE /v2/generate/{cloud_name}/tasks/{task_id}",
                    "GET /v2/generate/{cloud_name}/tasks/{task_id}/deliveries",
                    "POST /v2/generate/{cloud_name}/tasks/{task_id}/deliveries",
                    "POST /v2/generate/{cloud_name}/delivery_urls",
                    "GET /v2/generate/{cloud_name}/webhook_settings",
                    "PUT /v2/generate/{cloud_name}/webhook_settings",
                    "POST /v2/generate/{cloud_name}/webhook_settings/secrets",
                    "DELETE /v2/generate/{cloud_name}/webhook_settings/secrets/{secret_id}",
                    "GET /v2/generate/{cloud_name}/keys",
                    "POST /v2/generate/{cloud_name}/keys",
                    "DELETE /v2/generate/{cloud_name}/keys/{api_key}",
                    "GET /v2/generate/{cloud_name}/plan",
                    "PUT /v2/generate/{cloud_name}/plan",
                    "GET /v2/generate/{cloud_name}/usage",
                    "GET /health",
                    "GET /openapi.json",
                    "GET /console" -> method + " " + template;
            default -> "$default";
        };
    }

    private static Map<String, String> pathParameters(String path) {
        String[] parts = path.split("/");
        Map<String, String> parameters = new HashMap<>();
        if (parts.length > 4) {
            parameters.put("cloud_name", parts[3]);
        }
        if (parts.length > 5) {
            parameters.put("task_id", parts[5]);
            parameters.put("api_key", parts[5]);
        }
        if (parts.length > 6) {
            parameters.put("secret_id", parts[6]);
        }
        return parameters;
    }
}
