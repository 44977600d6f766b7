package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imagegen.contract.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are no request of the gateway, or have holes: answered in the contract's envelope, never by a failed function. */
class ForeignEventTest {

    private static final JsonMapper PLATFORM =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Door door = new Door();

    /** As the platform makes an event of its JSON. */
    private static APIGatewayV2HTTPEvent event(String json) throws JsonProcessingException {
        return PLATFORM.readValue(json, APIGatewayV2HTTPEvent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null",
        "{}",
        "{\"key1\": \"value1\", \"key2\": \"value2\", \"key3\": \"value3\"}",
        "{\"Records\": [{\"messageId\": \"1\", \"body\": \"{}\"}]}",
        "{\"version\": \"0\", \"detail-type\": \"Scheduled Event\", \"source\": \"aws.events\", \"detail\": {}}",
        // Payload format 1.0, and a REST API's
        "{\"version\": \"1.0\", \"resource\": \"/health\", \"path\": \"/health\", \"httpMethod\": \"GET\", \"headers\": {\"Host\": \"a.b\"},"
                + " \"multiValueHeaders\": {\"Host\": [\"a.b\"]}, \"queryStringParameters\": null, \"pathParameters\": null,"
                + " \"requestContext\": {\"httpMethod\": \"GET\", \"path\": \"/health\", \"stage\": \"$default\", \"requestId\": \"g-1\"},"
                + " \"body\": null, \"isBase64Encoded\": false}",
        // A load balancer's
        "{\"requestContext\": {\"elb\": {\"targetGroupArn\": \"arn:aws:x\"}}, \"httpMethod\": \"GET\", \"path\": \"/health\","
                + " \"queryStringParameters\": {}, \"headers\": {\"host\": \"a.b\"}, \"body\": \"\", \"isBase64Encoded\": false}",
        "{\"version\": \"2.0\", \"routeKey\": \"GET /health\", \"rawPath\": \"/health\", \"requestContext\": null}",
        "{\"version\": \"2.0\", \"routeKey\": \"GET /health\", \"rawPath\": \"/health\", \"requestContext\": {\"http\": null}}",
        "{\"version\": \"2.0\", \"rawPath\": \"/health\", \"requestContext\": {\"http\": {\"method\": null, \"path\": null}}}",
        "{\"version\": \"2.0\", \"rawPath\": null, \"requestContext\": {\"http\": {\"method\": \"GET\", \"path\": null}}}",
    })
    void eventThatIsNoHttpRequestIsA400InTheEnvelope(String json) throws JsonProcessingException {
        Door.Reply reply = door.deliver(event(json));

        assertEquals(400, reply.status());
        assertEquals(Json.parse("""
                {"category": "user_error", "code": "invalid_request", "message":
                "This event is no HTTP request of a gateway: the function takes those of payload format 2.0."}"""), reply.error());
        assertEquals(reply.headers().get("X-Request-Id"), reply.body().get("request_id").textValue());
        assertEquals(reply.body().get("request_id"), door.lines().getLast().get("request_id"));
    }

    @Test
    void eventThatIsMissingIsA400() {
        assertEquals(400, door.deliver(null).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"rawPath\": \"/health\", \"requestContext\": {\"http\": {\"method\": \"GET\"}}}",
        "{\"requestContext\": {\"http\": {\"method\": \"GET\", \"path\": \"/health\"}}}",
        "{\"version\": null, \"routeKey\": null, \"rawPath\": \"/health\", \"rawQueryString\": null, \"cookies\": null, \"headers\": null,"
                + " \"queryStringParameters\": null, \"pathParameters\": null, \"stageVariables\": null, \"body\": null,"
                + " \"isBase64Encoded\": null, \"requestContext\": {\"stage\": null, \"requestId\": null, \"authorizer\": null,"
                + " \"timeEpoch\": null, \"http\": {\"method\": \"GET\", \"path\": null, \"sourceIp\": null}}}",
        "{\"rawPath\": \"/health\", \"headers\": {\"accept\": null}, \"queryStringParameters\": {\"a\": null},"
                + " \"requestContext\": {\"http\": {\"method\": \"GET\"}}}",
    })
    void requestWithHolesIsAnswered(String json) throws JsonProcessingException {
        Door.Reply reply = door.deliver(event(json));

        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals("ok", reply.body().get("status").textValue());
    }

    @Test
    void headerAndParameterThatAreNullAreAbsent() {
        Map<String, String> headers = new HashMap<>(Door.headers("demo-key:demo-secret"));
        headers.put("content-type", null);
        headers.put("prefer", null);
        headers.put("idempotency-key", null);
        var event = Door.event("POST", "text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}", headers);

        assertEquals(202, door.deliver(event).status());
        headers.put("authorization", null);
        assertEquals(401, door.deliver(event).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "====", "e30=\n", "{}"})
    void bodyThatIsNotTheBase64ItIsSaidToBeIsA400(String body) {
        for (String route : List.of("text_to_image", "keys", "delivery_urls")) {
            var event = Door.event("POST", route, body, Door.headers("demo-key:demo-secret"));
            event.setIsBase64Encoded(true);

            Door.Reply reply = door.deliver(event);

            assertEquals(400, reply.status(), route);
            assertEquals("invalid_json", reply.error().get("code").textValue());
        }
        assertEquals(List.of(), door.jobs.sent());
    }

    @Test
    void bodyThatCannotBeDecodedIsNamedAsThat() {
        var event = Door.event("POST", "text_to_image", "%", Door.headers("demo-key:demo-secret"));
        event.setIsBase64Encoded(true);

        assertEquals("The body was handed over as base64 and is not: it cannot be decoded.",
                door.deliver(event).error().get("message").textValue());
    }
}
