package dev.imagegen.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;
import dev.imagegen.local.testing.Functions;
import dev.imagegen.local.testing.HttpHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private final Functions functions = new Functions();
    private final HttpClient client = HttpClient.newHttpClient();
    private LocalFunction function;
    private LocalFunction impatient;
    private Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        function = functions.function(
                HttpHandler.class,
                Functions.AMPLE,
                Map.of(),
                new Event.Route("POST", "/things/{id}"),
                new Event.Route("ANY", "/things/{id}"),
                new Event.Route("GET", "/things/exact"));
        impatient = functions.function(
                HttpHandler.class, Duration.ofMillis(500), Map.of(), new Event.Route("GET", "/hanging"));
        gateway = Gateway.bind(Front.API, 0, Clock.systemUTC(), () -> "gateway-1", functions.log());
        gateway.open(Routes.of(List.of(function, impatient)));
    }

    @AfterEach
    void close() {
        gateway.close();
        function.close();
        impatient.close();
        client.close();
    }

    @Test
    void theMostExactRouteAnswers() throws Exception {
        assertEquals("GET /things/exact|null|null|false", get("/things/exact").body());
        assertEquals("ANY /things/{id}|{id=7}|null|false", get("/things/7").body());
        assertEquals("POST /things/{id}|{id=7}|{}|false", post("/things/7", "{}").body());
    }

    @Test
    void aBodyThatIsNoUtf8ReachesTheFunctionByteForByte() throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create(gateway.address() + "/things/7"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xfc, '}'})));

        assertEquals("POST /things/{id}|{id=7}|e/x9|true", answer.body());
    }

    @Test
    void aRequestWithoutRouteIsNotFound() throws Exception {
        var response = get("/nowhere");

        assertEquals(404, response.statusCode());
        assertEquals("{\"message\":\"Not Found\"}", response.body());
        assertEquals("gateway-1", response.headers().firstValue("apigw-requestid").orElseThrow());
    }

    @Test
    void aRequestWithoutRouteGoesToTheDefaultRouteIfThereIsOne() throws Exception {
        try (var other = functions.function(HttpHandler.class, Functions.AMPLE, Map.of(), new Event.DefaultRoute());
                var second = Gateway.bind(Front.API, 0, Clock.systemUTC(), () -> "gateway-2", functions.log())) {
            second.open(Routes.of(List.of(function, other)));

            assertEquals("$default|null|null|false", send(HttpRequest.newBuilder(
                    URI.create(second.address() + "/nowhere")).method("DELETE", BodyPublishers.noBody())).body());
        }
    }

    @Test
    void anAnswerCarriesStatusHeadersAndCookies() throws Exception {
        var response = get("/things/1?status=201");

        assertEquals(201, response.statusCode());
        assertEquals("1", response.headers().firstValue("x-one").orElseThrow());
        assertEquals(List.of("a", "b"), response.headers().allValues("x-many"));
        assertEquals(List.of("c=1", "d=2"), response.headers().allValues("set-cookie"));
    }

    @Test
    void anAnswerWithoutStatusIsASuccess() throws Exception {
        assertEquals(200, get("/things/1").statusCode());
    }

    @Test
    void aBase64AnswerIsDecoded() throws Exception {
        assertEquals("hello", get("/things/1?do=base64").body());
    }

    @Test
    void anAnswerWithoutContentHasNoBody() throws Exception {
        assertEquals("", get("/things/1?status=204").body());
    }

    @Test
    void aFunctionThatThrowsIsAnInternalErrorWithItsStackTraceInTheLog() throws Exception {
        var response = get("/things/1?do=throw");

        assertEquals(500, response.statusCode());
        assertEquals("{\"message\":\"Internal Server Error\"}", response.body());
        assertTrue(functions.logged().contains("java.lang.IllegalStateException: as asked"), functions.logged());
        assertTrue(functions.logged().contains("at dev.imagegen.local.testing.HttpHandler"), functions.logged());
    }

    @Test
    void anAnswerThatIsNoneIsAnInternalError() throws Exception {
        assertEquals(500, get("/things/1?do=null").statusCode());
        assertEquals(500, get("/things/1?do=broken").statusCode());
    }

    @Test
    void aFunctionThatTakesTooLongIsUnavailable() throws Exception {
        var response = get("/hanging?do=hang");

        assertEquals(503, response.statusCode());
        assertEquals("{\"message\":\"Service Unavailable\"}", response.body());
    }

    @Test
    void aBodyOfTenMegabytesIsTakenAndALargerOneIsNot() throws Exception {
        var most = "x".repeat(Front.API.maxBody());

        assertEquals(200, post("/things/1", most).statusCode());
        var response = post("/things/1", most + "x");
        assertEquals(413, response.statusCode());
        assertEquals("{\"message\":\"Request Entity Too Large\"}", response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/1?a=%zz", "/things/1?%", "/things/%zz", "/things/%"})
    void whatIsNotProperlyEncodedIsABadRequest(String target) throws Exception {
        try (var socket = new Socket("127.0.0.1", gateway.address().getPort())) {
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes());

            assertTrue(new String(socket.getInputStream().readNBytes(12)).endsWith("400"));
        }
    }

    @Test
    void aFunctionThatTakesTooLongDoesNotHoldUpOthers() throws Exception {
        var slow = client.sendAsync(
                HttpRequest.newBuilder(URI.create(gateway.address() + "/hanging?do=hang")).build(), BodyHandlers.ofString());

        assertEquals(200, get("/things/2").statusCode());
        assertEquals(503, slow.get().statusCode());
    }

    @Test
    void goesOnAfterAClientThatWentAwayInTheMiddle() throws Exception {
        try (var socket = new Socket("127.0.0.1", gateway.address().getPort())) {
            socket.getOutputStream().write("POST /things/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf".getBytes());
        }
        assertEquals(200, get("/things/2").statusCode());
    }

    @Test
    void aFunctionUrlLeadsEveryRequestToItsFunctionWithItsOwnLimits() throws Exception {
        try (var url = Gateway.bind(Front.FUNCTION_URL, 0, Clock.systemUTC(), () -> "url-1", functions.log())) {
            url.open(Routes.to(function));
            String base = url.address().toString();

            assertEquals("$default|null|null|false", send(HttpRequest.newBuilder(URI.create(base + "/things/7"))).body());
            assertEquals("url-1", send(HttpRequest.newBuilder(URI.create(base + "/x"))).headers().firstValue("x-amzn-requestid").orElseThrow());
            assertEquals(502, send(HttpRequest.newBuilder(URI.create(base + "/x?do=throw"))).statusCode());
            assertEquals(413, send(HttpRequest.newBuilder(URI.create(base + "/x"))
                    .POST(BodyPublishers.ofString("x".repeat(6 * 1024 * 1024 + 1)))).statusCode());
        }
        try (var url = Gateway.bind(Front.FUNCTION_URL, 0, Clock.systemUTC(), () -> "url-2", functions.log())) {
            url.open(Routes.to(impatient));

            assertEquals(504, send(HttpRequest.newBuilder(url.address().resolve("/x?do=hang"))).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local.lambda-url.eu-west-1.on.aws", "x.lambda-url.y"})
    void theApiIsNotReachedByTheNameOfAFunctionUrl(String host) throws Exception {
        try (var socket = new Socket("127.0.0.1", gateway.address().getPort())) {
            socket.getOutputStream().write(("GET /things/1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes());

            assertTrue(new String(socket.getInputStream().readNBytes(12)).endsWith("403"));
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        var port = gateway.address().getPort();

        assertThrows(BindException.class, () -> Gateway.bind(Front.API, port, Clock.systemUTC(), () -> "", functions.log()));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(gateway.address() + path)));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(gateway.address() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
