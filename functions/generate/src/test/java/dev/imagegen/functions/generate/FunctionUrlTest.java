package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same function behind its own URL, where a synchronous call may wait for what takes minutes. */
class FunctionUrlTest {

    private static final String SIMPLE = "{\"prompt\": \"a lamp\"}";
    private static final String URL = "url0id.lambda-url.eu-west-1.on.aws";

    private final Door door = new Door();
    private final Instant start = door.clock.instant();

    /** As the platform hands a call at a function URL over: it knows no route and no parameters of the path. */
    private static APIGatewayV2HTTPEvent atUrl(APIGatewayV2HTTPEvent event) {
        event.setRouteKey("$default");
        event.setPathParameters(null);
        return in(event, "url0id", URL);
    }

    private static APIGatewayV2HTTPEvent in(APIGatewayV2HTTPEvent event, String apiId, String domain) {
        var http = event.getRequestContext().getHttp();
        http.setSourceIp("203.0.113.7");
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder().withHttp(http).withApiId(apiId)
                .withDomainName(domain).withStage("$default").build());
        return event;
    }

    private static APIGatewayV2HTTPEvent generation(String prefer, String body) {
        Map<String, String> headers = new HashMap<>(Door.headers("demo-key:demo-secret"));
        if (!prefer.isEmpty()) {
            headers.put("prefer", prefer);
        }
        return Door.event("POST", "text_to_image", body, headers);
    }

    private Duration waited() {
        return Duration.between(start, door.clock.instant());
    }

    @Test
    void aSlowImageIsWaitedForThere() {
        door.whileWaiting(() -> {
            if (waited().toSeconds() >= 120) {
                door.completeLast();
            }
        });

        Door.Reply reply = door.deliver(atUrl(generation("", SIMPLE)));

        assertEquals(200, reply.status());
        assertTrue(waited().toSeconds() >= 120, waited().toString());
    }

    @ParameterizedTest
    @CsvSource({"'', 170, 25, ''", "wait=100, 100, 25, applied", "wait=500, 170, 25, applied", "wait=3, 3, 3, applied", "respond-async, 170, 25, ''"})
    void aPreferredWaitIsHonouredUpToTheLimitOfEachFront(String prefer, int atUrl, int behindGateway, String applied) {
        Door.Reply url = door.deliver(atUrl(generation(prefer, SIMPLE)));
        assertEquals(Duration.ofSeconds(atUrl), waited());
        Door.Reply gateway = door.deliver(generation(prefer, SIMPLE));
        assertEquals(Duration.ofSeconds(atUrl + behindGateway), waited());

        assertEquals(202, url.status());
        assertEquals(202, gateway.status());
        assertEquals(applied.isEmpty() ? null : "wait=" + atUrl, url.headers().get("Preference-Applied"));
        assertEquals(applied.isEmpty() ? null : "wait=" + behindGateway, gateway.headers().get("Preference-Applied"));
    }

    @Test
    void aCallThatDoesNotWaitAppliesNoPreference() {
        Door.Reply reply = door.deliver(atUrl(generation("wait=9", "{\"prompt\": \"a lamp\", \"async\": true}")));

        assertEquals(202, reply.status());
        assertFalse(reply.headers().containsKey("Preference-Applied"));
        assertEquals(Duration.ZERO, waited());
    }

    @Test
    void noClientMakesTheGatewayLookLikeTheUrl() {
        APIGatewayV2HTTPEvent event = in(generation("wait=100", SIMPLE), "api0id", "api0id.execute-api.eu-west-1.amazonaws.com");
        Map<String, String> headers = new HashMap<>(event.getHeaders());
        headers.putAll(Map.of("host", URL, "x-forwarded-host", URL, "origin", "https://" + URL));
        event.setHeaders(headers);

        door.deliver(event);
        assertEquals(Duration.ofSeconds(25), waited());

        door.deliver(in(generation("wait=100", SIMPLE), "api0id", URL));
        assertEquals(Duration.ofSeconds(50), waited(), "a domain that is not the caller's own");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /health, 200", "GET, /openapi.json, 200", "GET, /console, 200", "GET, models, 200", "GET, tasks, 200", "GET, usage, 200",
        "GET, tasks/0123456789abcdef0123456789abcdef, 404", "DELETE, keys/nobody, 404", "GET, /nowhere, 404", "DELETE, models, 405",
        "HEAD, /health, 200", "POST, /webhooks/cloudinary, 404",
    })
    void everyRouteAnswersTheSameAtBothFronts(String method, String route, int status) {
        Door.Reply gateway = door.deliver(Door.event(method, route, null, Door.headers("demo-key:demo-secret")));
        Door.Reply url = door.deliver(atUrl(Door.event(method, route, null, Door.headers("demo-key:demo-secret"))));
        Door.Reply stranger = door.deliver(atUrl(Door.event(method, route, null, Door.headers("demo-key:wrong"))));

        assertEquals(status, url.status());
        assertEquals(gateway.status(), url.status());
        assertEquals(gateway.headers().keySet(), url.headers().keySet());
        assertEquals(route.startsWith("/") || status == 405 ? status : 401, stranger.status());
    }

    @Test
    void theLogSaysWhoCalledWhereNoAccessLogDoes() {
        door.deliver(atUrl(generation("wait=0", SIMPLE)));

        var line = door.lines().stream().filter(l -> l.get("event").textValue().equals("request")).findFirst().orElseThrow();
        assertEquals("203.0.113.7", line.get("ip").textValue());
    }
}
