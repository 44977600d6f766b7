package dev.imagegen.local.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {

    private static final String ERROR = "{\"errorType\":\"java.lang.X\",\"errorMessage\":\"why\",\"stackTrace\":[]}";

    private final HttpClient client = HttpClient.newHttpClient();
    private RuntimeApi api;

    @BeforeEach
    void start() throws IOException {
        api = RuntimeApi.start("arn:function");
    }

    @AfterEach
    void stop() {
        api.close();
        client.close();
    }

    @Test
    void handsAnEventToTheRuntimeThatWaitsForOne() throws Exception {
        var waiting = client.sendAsync(get("invocation/next"), BodyHandlers.ofString());
        api.invoke(new RuntimeApi.Event("id-1", "{\"a\":\"ü\"}", 1234));

        var next = waiting.get();

        assertEquals("{\"a\":\"ü\"}", next.body());
        assertEquals("id-1", next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow());
        assertEquals("1234", next.headers().firstValue("Lambda-Runtime-Deadline-Ms").orElseThrow());
        assertEquals("arn:function", next.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn").orElseThrow());
    }

    @Test
    void isInitialisedOnceTheRuntimeAsksForItsFirstEvent() throws Exception {
        assertFalse(api.initialised().isDone());

        client.sendAsync(get("invocation/next"), BodyHandlers.ofString());

        api.initialised().get();
    }

    @Test
    void takesAnAnswer() throws Exception {
        var invocation = api.invoke(new RuntimeApi.Event("id-1", "{}", 0));

        var response = post("invocation/id-1/response", "{\"b\":2}");

        assertEquals(202, response.statusCode());
        assertEquals("{\"status\":\"OK\"}", response.body());
        assertEquals(new Invocation.Answer("{\"b\":2}"), invocation.get());
    }

    @Test
    void takesAnError() throws Exception {
        var invocation = api.invoke(new RuntimeApi.Event("id-1", "{}", 0));

        assertEquals(202, post("invocation/id-1/error", ERROR).statusCode());

        assertEquals(new Invocation.Error("java.lang.X", "why"), invocation.get());
    }

    @Test
    void takesAnErrorThatIsNoJsonByTheTypeInItsHeader() throws Exception {
        var invocation = api.invoke(new RuntimeApi.Event("id-1", "{}", 0));

        post("invocation/id-1/error", "out of luck");

        assertEquals(new Invocation.Error("Runtime.Header", "out of luck"), invocation.get());
    }

    @Test
    void refusesASecondAnswer() throws Exception {
        api.invoke(new RuntimeApi.Event("id-1", "{}", 0));
        post("invocation/id-1/response", "{}");

        assertEquals(400, post("invocation/id-1/response", "{}").statusCode());
    }

    @Test
    void aStartThatFailsCarriesTheMessageOfTheFunction() throws Exception {
        assertEquals(202, post("init/error", ERROR).statusCode());

        var failure = assertThrows(CompletionException.class, () -> api.initialised().join());

        var cause = assertInstanceOf(RuntimeFailure.class, failure.getCause());
        assertEquals("java.lang.X: why", cause.getMessage());
        assertEquals(new Invocation.Error("java.lang.X", "why"), cause.error());
    }

    @Test
    void aHookThatFailsAfterTheSnapshotFailsTheStart() throws Exception {
        post("restore/error", ERROR);

        assertTrue(api.initialised().isCompletedExceptionally());
    }

    @Test
    void restoresAtOnceAndKnowsNoOtherRoute() throws Exception {
        assertEquals(200, client.send(get("restore/next"), BodyHandlers.ofString()).statusCode());
        assertEquals(404, client.send(get("invocation"), BodyHandlers.ofString()).statusCode());
        assertEquals(404, post("invocation/next", "{}").statusCode());
    }

    @Test
    void handsEventsOutInTheirOrderAndEachOnlyOnce() throws Exception {
        api.invoke(new RuntimeApi.Event("id-1", "1", 0));
        api.invoke(new RuntimeApi.Event("id-2", "2", 0));

        assertEquals("1", client.send(get("invocation/next"), BodyHandlers.ofString()).body());
        assertEquals("2", client.send(get("invocation/next"), BodyHandlers.ofString()).body());
    }

    @Test
    void anAnswerEndsItsOwnInvocationAlone() throws Exception {
        var first = api.invoke(new RuntimeApi.Event("id-1", "{}", 0));
        var second = api.invoke(new RuntimeApi.Event("id-2", "{}", 0));

        post("invocation/id-2/response", "2");

        assertEquals(new Invocation.Answer("2"), second.get());
        assertFalse(first.isDone());
    }

    @Test
    void refusesAnAnswerToWhatWasNeverAsked() throws Exception {
        assertEquals(400, post("invocation/id-9/response", "{}").statusCode());
        assertEquals(400, post("invocation/id-9/error", ERROR).statusCode());
    }

    @Test
    void aSecondErrorOfTheStartDoesNotReplaceTheFirst() throws Exception {
        post("init/error", ERROR);
        post("init/error", "{\"errorType\":\"Later\",\"errorMessage\":\"x\"}");

        var failure = assertThrows(CompletionException.class, () -> api.initialised().join());
        assertEquals("java.lang.X: why", failure.getCause().getMessage());
    }

    private HttpRequest get(String route) {
        return HttpRequest.newBuilder(uri(route)).build();
    }

    private HttpResponse<String> post(String route, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(route))
                .header("Lambda-Runtime-Function-Error-Type", "Runtime.Header")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private URI uri(String route) {
        return URI.create("http://" + api.address() + "/2018-06-01/runtime/" + route);
    }
}
