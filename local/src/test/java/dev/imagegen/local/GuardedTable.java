package dev.imagegen.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.imagegen.contract.Json;
import dev.imagegen.local.template.TablePolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A DynamoDB that lets each function do what the template's policy says and no more, and remembers what they did. Who calls is
 * told by the access key, which on this machine is the function's logical id; who is no function may do all.
 */
final class GuardedTable implements AutoCloseable {

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");
    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");

    /** One thing that a call does. @param leadingKey partition key; empty if there is none */
    private record Deed(String action, String index, String leadingKey) {}

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI real;
    private final Map<String, TablePolicy> policies;
    private final Queue<String> denied = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<String>> written = new ConcurrentHashMap<>();

    private GuardedTable(HttpServer server, URI real, Map<String, TablePolicy> policies) {
        this.server = server;
        this.real = real;
        this.policies = policies;
    }

    /** @param policies by the logical ids of the functions */
    static GuardedTable start(URI real, Map<String, TablePolicy> policies) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        var table = new GuardedTable(server, real, policies);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", table::handle);
        server.start();
        return table;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What functions tried that their policies do not allow. */
    List<String> denied() {
        return List.copyOf(denied);
    }

    /** The kinds of items that a function wrote: their partition keys up to the first {@code #}, with it. */
    Set<String> written(String function) {
        return new TreeSet<>(written.getOrDefault(function, Set.of()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String caller = caller(exchange);
            if (policies.containsKey(caller) && !allowed(caller, deeds(exchange, body))) {
                answer(exchange, 400, ("{\"__type\":\"com.amazon.coral.service#AccessDeniedException\","
                        + "\"Message\":\"" + caller + " is not authorized\"}").getBytes(StandardCharsets.UTF_8));
                return;
            }
            var forwarded = HttpRequest.newBuilder(real).POST(HttpRequest.BodyPublishers.ofByteArray(body));
            for (String name : List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    forwarded.header(name, value);
                }
            }
            HttpResponse<byte[]> response = http.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer(exchange, response.statusCode(), response.body());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String caller(HttpExchange exchange) {
        var credential = CREDENTIAL.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        return credential.find() ? credential.group(1) : "";
    }

    private boolean allowed(String caller, List<Deed> deeds) {
        boolean all = true;
        for (Deed deed : deeds) {
            if (WRITES.contains(deed.action())) {
                written.computeIfAbsent(caller, _ -> new ConcurrentSkipListSet<>())
                        .add(deed.leadingKey().replaceFirst("#.*", "#"));
            }
            if (!policies.get(caller).allows("dynamodb:" + deed.action(), deed.index(), deed.leadingKey())) {
                denied.add(caller + " " + deed);
                all = false;
            }
        }
        return all;
    }

    private static List<Deed> deeds(HttpExchange exchange, byte[] body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String action = target.substring(target.indexOf('.') + 1);
        JsonNode request = Json.parse(new String(body, StandardCharsets.UTF_8));
        var deeds = new ArrayList<Deed>();
        if (action.equals("TransactWriteItems")) {
            request.get("TransactItems").forEach(item -> item.properties().forEach(write ->
                    deeds.add(new Deed(single(write.getKey()), "", leadingKey(write.getValue())))));
        } else {
            deeds.add(new Deed(action, request.path("IndexName").asText(""), leadingKey(request)));
        }
        return deeds;
    }

    private static String single(String write) {
        return write.equals("ConditionCheck") ? "ConditionCheckItem" : write + "Item";
    }

    private static String leadingKey(JsonNode request) {
        return request.path(request.has("Item") ? "Item" : "Key").path("pk").path("S").asText("");
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
