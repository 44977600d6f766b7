package dev.imagegen.local.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;
import dev.imagegen.local.testing.Functions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the answer of a function on its way to the client. */
class AnswersTest {

    private final Functions functions = new Functions();
    private final HttpClient client = HttpClient.newHttpClient();
    private LocalFunction function;
    private Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        function = functions.function(Answering.class, Functions.AMPLE, Map.of(), new Event.DefaultRoute());
        gateway = Gateway.bind(Front.API, 0, Clock.systemUTC(), () -> "id", functions.log());
        gateway.open(Routes.of(List.of(function)));
    }

    @AfterEach
    void close() {
        gateway.close();
        function.close();
        client.close();
    }

    @Test
    void textIsSentAsUtf8AndIsPlainUnlessTheFunctionSaysOtherwise() throws Exception {
        var answer = get("/text");

        assertEquals(200, answer.statusCode());
        assertArrayEquals("größe".getBytes(StandardCharsets.UTF_8), answer.body());
        assertEquals(List.of("text/plain;charset=UTF-8"), answer.headers().allValues("content-type"));
    }

    @Test
    void bytesComeOutAsTheyWentIntoBase64() throws Exception {
        var answer = get("/bytes");

        assertArrayEquals(new byte[] {(byte) 0xff, 0, 1}, answer.body());
        assertEquals(List.of("image/png"), answer.headers().allValues("content-type"));
    }

    @Test
    void severalCookiesAreSeveralHeaders() throws Exception {
        assertEquals(List.of("a=1; Path=/", "b=2"), get("/cookies").headers().allValues("set-cookie"));
    }

    @Test
    void severalValuesOfAHeaderFollowTheSingleOne() throws Exception {
        assertEquals(List.of("one", "two", "three"), get("/values").headers().allValues("x-value"));
    }

    @Test
    void headersOfTheConnectionAreTheServersOwn() throws Exception {
        var answer = get("/own");

        assertEquals("own", new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(List.of("3"), answer.headers().allValues("content-length"));
        assertEquals(List.of(), answer.headers().allValues("transfer-encoding"));
    }

    @Test
    void anEmptyBodyIsAnAnswerToo() throws Exception {
        var answer = get("/empty");

        assertEquals(200, answer.statusCode());
        assertEquals(0, answer.body().length);
    }

    @Test
    void aHeadRequestGetsTheHeadersAlone() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(uri("/bytes")).method("HEAD", BodyPublishers.noBody()).build(),
                BodyHandlers.ofByteArray());

        assertEquals(200, answer.statusCode());
        assertEquals(0, answer.body().length);
        assertEquals("image/png", answer.headers().firstValue("content-type").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status/-1", "/status/99", "/status/600", "/status/1000", "/badbase64", "/badheader"})
    void anAnswerThatCanNotBeSentIsAnInternalErrorAndInTheLog(String path) throws Exception {
        var answer = get(path);

        assertEquals(500, answer.statusCode());
        assertEquals("{\"message\":\"Internal Server Error\"}", new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(List.of("application/json"), answer.headers().allValues("content-type"));
        assertTrue(functions.logged().contains("[Tested] The answer can not be sent"), functions.logged());
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 304, 402, 429, 503, 599})
    void everyOtherStatusIsHandedOn(int status) throws Exception {
        assertEquals(status, get("/status/" + status).statusCode());
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create(gateway.address() + path);
    }

    /** Answers as the path says. */
    public static final class Answering implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

        public Answering(Map<String, String> environment) {
            environment.size();
        }

        @Override
        public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
            var answer = APIGatewayV2HTTPResponse.builder();
            var path = event.getRawPath();
            return switch (path) {
                case "/text" -> answer.withBody("größe").build();
                case "/bytes" -> answer.withBody("/wAB").withIsBase64Encoded(true)
                        .withHeaders(Map.of("content-type", "image/png")).build();
                case "/cookies" -> answer.withCookies(List.of("a=1; Path=/", "b=2")).build();
                case "/values" -> answer.withHeaders(Map.of("X-Value", "one"))
                        .withMultiValueHeaders(Map.of("X-Value", List.of("two", "three"))).build();
                case "/own" -> answer.withBody("own").withHeaders(Map.of(
                        "Content-Length", "999", "transfer-encoding", "chunked", "Connection", "close")).build();
                case "/empty" -> answer.withBody("").build();
                case "/badbase64" -> answer.withBody("%").withIsBase64Encoded(true).build();
                case "/badheader" -> answer.withHeaders(Map.of("X-Bad", "a\r\nb: c")).build();
                default -> answer.withStatusCode(Integer.parseInt(path.substring("/status/".length()))).build();
            };
        }
    }
}
