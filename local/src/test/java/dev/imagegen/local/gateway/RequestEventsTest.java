package dev.imagegen.local.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEventsTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-05T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void aFunctionUrlSaysWhoseItIs() {
        var request = new Request("GET", "/x", "", Map.of("host", List.of("127.0.0.1:3002")), "HTTP/1.1", "127.0.0.1", 3002, new byte[0]);
        var context = new RequestEvents(Front.FUNCTION_URL, NOON).event(request, "$default", Map.of(), "id-1").getRequestContext();

        assertEquals("local.lambda-url.eu-west-1.on.aws", context.getDomainName());
        assertEquals("local", context.getApiId());
        assertEquals("anonymous", context.getAccountId());
    }

    @Test
    void carriesRouteAndRequestAndItsContext() {
        var event = event("/v2/x", "", Map.of("host", List.of("127.0.0.1:3000"), "user-agent", List.of("curl")), "");
        var context = event.getRequestContext();

        assertEquals("2.0", event.getVersion());
        assertEquals("GET /v2/{a}", event.getRouteKey());
        assertEquals("/v2/x", event.getRawPath());
        assertEquals(Map.of("a", "x"), event.getPathParameters());
        assertEquals("id-1", context.getRequestId());
        assertEquals("$default", context.getStage());
        assertEquals("127.0.0.1:3000", context.getDomainName());
        assertEquals("05/Nov/2026:12:00:00 +0000", context.getTime());
        assertEquals(NOON.millis(), context.getTimeEpoch());
        assertEquals(
                new APIGatewayV2HTTPEvent.RequestContext.Http("GET", "/v2/x", "HTTP/1.1", "127.0.0.1", "curl"),
                context.getHttp());
    }

    @Test
    void joinsHeadersOfTheSameNameAndListsCookiesApart() {
        var event = event("/", "", Map.of("accept", List.of("a", "b"), "cookie", List.of("c=1; d=2")), "");

        assertEquals("a,b", event.getHeaders().get("accept"));
        assertEquals(List.of("c=1", "d=2"), event.getCookies());
        assertFalse(event.getHeaders().containsKey("cookie"));
        assertEquals("127.0.0.1", event.getHeaders().get("x-forwarded-for"));
    }

    @Test
    void decodesTheQueryAndJoinsParametersOfTheSameName() {
        var event = event("/", "a=1&b=x%20y+z&a=2&flag&empty=", Map.of(), "");

        assertEquals("a=1&b=x%20y+z&a=2&flag&empty=", event.getRawQueryString());
        assertEquals(Map.of("a", "1,2", "b", "x y z", "flag", "", "empty", ""), event.getQueryStringParameters());
    }

    @Test
    void hasNoQueryCookiesOrBodyWhereNothingWasSent() {
        var event = event("/", "", Map.of(), "");

        assertNull(event.getQueryStringParameters());
        assertNull(event.getCookies());
        assertNull(event.getBody());
        assertFalse(event.getIsBase64Encoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/JSON; charset=utf-8", "text/plain", "application/problem+json"})
    void handsOnTextAsText(String type) {
        var event = event("/", "", Map.of("content-type", List.of(type)), "grüß");

        assertEquals("grüß", event.getBody());
        assertFalse(event.getIsBase64Encoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/png", ""})
    void handsOnAnythingElseAsBase64(String type) {
        var event = event("/", "", type.isEmpty() ? Map.of() : Map.of("content-type", List.of(type)), "grüß");

        assertEquals("grüß", new String(Base64.getDecoder().decode(event.getBody()), StandardCharsets.UTF_8));
        assertTrue(event.getIsBase64Encoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7b22fc227d", "ff", "c3", "c080", "eda080", "f4908080", "7b22e282227d", "fffe7b00"})
    void handsOnTextThatIsNoUtf8AsBase64SoThatNoByteIsLost(String hex) {
        byte[] body = HexFormat.of().parseHex(hex);

        var event = event("/", "", Map.of("content-type", List.of("application/json")), body);

        assertTrue(event.getIsBase64Encoded());
        assertArrayEquals(body, Base64.getDecoder().decode(event.getBody()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\udca1", "\ufffd", "\ufeff{}", "\u0000", "東京"})
    void handsOnEveryCharacterThatIsUtf8AsText(String text) {
        var event = event("/", "", Map.of("content-type", List.of("application/json")), text);

        assertEquals(text, event.getBody());
        assertFalse(event.getIsBase64Encoded());
    }

    @Test
    void refusesAQueryThatIsNotProperlyEncoded() {
        assertThrows(IllegalArgumentException.class, () -> event("/", "a=%zz", Map.of(), ""));
    }

    private static APIGatewayV2HTTPEvent event(String path, String query, Map<String, List<String>> headers, String body) {
        return event(path, query, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static APIGatewayV2HTTPEvent event(String path, String query, Map<String, List<String>> headers, byte[] body) {
        var request = new Request("GET", path, query, headers, "HTTP/1.1", "127.0.0.1", 3000, body);
        return new RequestEvents(Front.API, NOON).event(request, "GET /v2/{a}", Map.of("a", "x"), "id-1");
    }
}
