package dev.imagegen.functions.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.log.Log;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.RecordingJobs;
import dev.imagegen.webhook.NotificationSigner;
import dev.imagegen.webhook.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the function answers and logs, whatever event comes. */
class WebhookAnswersTest {

    private static final String BODY = "{\"notification_type\": \"delete\", \"resources\": [{\"asset_id\": \"a1\", \"public_id\": \"a\"}]}";

    private final MutableClock clock = new MutableClock();
    private final InMemoryTable table = new InMemoryTable();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final WebhookFunction webhook = new WebhookFunction(new Wiring(
            table, table, new RecordingJobs(), new RecordingJobs(), table, URI.create("https://example.com"),
            () -> List.of("not-a-real-secret"), clock, new Random(1),
            new Log(new PrintStream(logged, true, StandardCharsets.UTF_8), clock)));

    private List<JsonNode> requests() {
        return logged.toString(StandardCharsets.UTF_8).lines().map(Json::parse)
                .filter(line -> line.get("event").textValue().equals("request")).toList();
    }

    private Map<String, String> signed() {
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        return new HashMap<>(Map.of("x-cld-timestamp", timestamp, "x-cld-signature",
                new NotificationSigner(SignatureAlgorithm.SHA1, "not-a-real-secret").sign(BODY.getBytes(StandardCharsets.UTF_8), timestamp)));
    }

    private static APIGatewayV2HTTPEvent event(String body, Map<String, String> headers) {
        return APIGatewayV2HTTPEvent.builder().withBody(body).withHeaders(headers)
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder().withRequestId("gateway-1").build()).build();
    }

    static Stream<APIGatewayV2HTTPEvent> unsigned() {
        Map<String, String> nulls = new HashMap<>();
        nulls.put("x-cld-timestamp", null);
        nulls.put("x-cld-signature", null);
        return Stream.of(null, new APIGatewayV2HTTPEvent(), event(null, null), event(BODY, nulls), event(BODY, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("unsigned")
    void eventThatNobodySignedIsAChallenged401(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPResponse answer = webhook.handleRequest(event, null);

        assertEquals(401, answer.getStatusCode());
        assertEquals("Cld-Signature realm=\"imagegen\"", answer.getHeaders().get("WWW-Authenticate"));
        JsonNode body = Json.parse(answer.getBody());
        assertEquals("invalid_signature", body.at("/error/code").textValue());
        assertEquals(answer.getHeaders().get("X-Request-Id"), body.get("request_id").textValue());
        assertEquals(body.get("request_id"), requests().getFirst().get("request_id"));
    }

    @Test
    void everyAnswerHasOneLineWithBothRequestIds() {
        APIGatewayV2HTTPResponse answer = webhook.handleRequest(event(BODY, signed()), null);

        assertEquals(200, answer.getStatusCode());
        assertFalse(answer.getHeaders().containsKey("WWW-Authenticate"));
        JsonNode line = requests().getFirst();
        assertEquals(answer.getHeaders().get("X-Request-Id"), line.get("request_id").textValue());
        assertEquals("200", line.get("status").textValue());
        assertEquals("gateway-1", line.get("gateway_request_id").textValue());
        assertEquals(1, requests().size());
    }

    @Test
    void headerThatCameTwiceWithOneValueIsThatValue() {
        Map<String, String> headers = signed();
        headers.replaceAll((name, value) -> value + "," + value);
        assertEquals(200, webhook.handleRequest(event(BODY, headers), null).getStatusCode());

        headers.computeIfPresent("x-cld-signature", (name, value) -> value + ",0");
        assertEquals(401, webhook.handleRequest(event(BODY, headers), null).getStatusCode());
    }
}
