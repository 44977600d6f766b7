package dev.imagegen.local.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    private static final String ASSETS = "{\"assets\": [{\"format\": \"png\", \"width\": 5, \"height\": 9, \"bytes\": 5,"
            + " \"model\": {\"id\": \"flux-2-pro\"}, \"storage\": {\"secure_url\": \"http://127.0.0.1:1/a.png\"}}]}";
    private static final String ASSET = "{\"data\": " + ASSETS + ", \"limits\": {\"addons_quota\": [{\"used_by_request\": 1}]}}";
    private static final String PROCESSING = "{\"data\": {\"task_id\": \"t-1\", \"status\": \"processing\"}}";
    private static final String COMPLETED = "{\"data\": {\"task_id\": \"t-1\", \"status\": \"completed\", \"result\": " + ASSETS
            + ", \"limits\": {\"addons_quota\": [{\"used_by_request\": 7}]}}}";
    private static final String WISH = "{\"prompt\": \"a lamp\"}";
    private static final String FAILED =
            "{\"data\": {\"task_id\": \"t-1\", \"status\": \"failed\", \"error\": {\"code\": \"refused\"}}}";

    private final List<Duration> slept = new ArrayList<>();
    private FakeApi api;
    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
        client = new ApiClient(api.address().resolve("/v2/generate/demo/"), "key", "secret", slept::add);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void anAnswerWithItsImageIsTakenAtOnce() throws Exception {
        api.answer(200, ASSET);

        Generated made = client.generate("text_to_image", "{\"prompt\": \"ü\"}");

        assertEquals("ü", made.prompt());
        assertEquals(", for 1 credit", made.cost());
        assertEquals(Optional.empty(), made.assetId());

        assertEquals(
                List.of(new FakeApi.Seen(
                        "POST /v2/generate/demo/text_to_image", "Basic a2V5OnNlY3JldA==", "application/json", "{\"prompt\": \"ü\"}")),
                api.seen());
        assertEquals(List.of(), slept);
    }

    @Test
    void aTaskIsReadUntilItIsCompletedWithAPauseBeforeEachReading() throws Exception {
        api.answer(202, PROCESSING).answer(200, PROCESSING).answer(200, COMPLETED);

        assertEquals(", for 7 credits", client.generate("text_to_image", WISH).cost());

        assertEquals(
                List.of(
                        "POST /v2/generate/demo/text_to_image",
                        "GET /v2/generate/demo/tasks/t-1",
                        "GET /v2/generate/demo/tasks/t-1"),
                api.lines());
        assertEquals("Basic a2V5OnNlY3JldA==", api.seen().getLast().authorization());
        assertEquals(List.of(Duration.ofMillis(250), Duration.ofMillis(250)), slept);
    }

    @Test
    void aTaskThatIsCompletedAtOnceIsNotReadAgain() throws Exception {
        api.answer(200, COMPLETED);

        assertEquals(", for 7 credits", client.generate("text_to_image", WISH).cost());
        assertEquals(1, api.seen().size());
    }

    @Test
    void aTaskThatFailedIsAnErrorWithWhatItSays() {
        api.answer(202, PROCESSING).answer(200, FAILED);

        var error = assertThrows(IOException.class, () -> client.generate("text_to_image", WISH));

        assertEquals("The task failed: " + Json.parse(FAILED).get("data"), error.getMessage());
    }

    @Test
    void aRefusalIsAnErrorWithStatusAndBody() {
        api.answer(402, "{\"error\": {\"code\": \"quota\"}}");

        var error = assertThrows(IOException.class, () -> client.generate("text_to_image", WISH));

        assertEquals("Answered with 402: {\"error\": {\"code\": \"quota\"}}", error.getMessage());
        assertEquals(List.of(), slept);
    }

    @Test
    void aTaskThatIsGoneIsAnError() {
        api.answer(202, PROCESSING).answer(404, "gone");

        var error = assertThrows(IOException.class, () -> client.generate("text_to_image", WISH));

        assertEquals("Answered with 404: gone", error.getMessage());
    }

    @Test
    void anImageIsFetchedWithoutCredentials() throws Exception {
        api.answer(200, "bytes");

        var bytes = client.download(api.address().resolve("/demo/image/upload/a.png"));

        assertArrayEquals("bytes".getBytes(), bytes);
        assertEquals(List.of("GET /demo/image/upload/a.png"), api.lines());
        assertNull(api.seen().getFirst().authorization());
    }

    @Test
    void anImageThatIsNotThereIsAnError() {
        api.answer(404, "");

        var error = assertThrows(IOException.class, () -> client.download(api.address().resolve("/a.png")));

        assertEquals("The image cannot be fetched: status 404", error.getMessage());
    }

    @Test
    void addressesComeInTheirOrderWithTheSizesThatAreKnown() throws Exception {
        api.answer(200, "{\"data\": {\"urls\": [{\"name\": \"1:1\", \"url\": \"http://a/1\", \"width\": 3, \"height\": 4},"
                + " {\"name\": \"cut_out\", \"url\": \"http://a/2\"}]}}");

        assertEquals(
                List.of(
                        new Delivered("1:1", URI.create("http://a/1"), OptionalInt.of(3), OptionalInt.of(4)),
                        new Delivered("cut_out", URI.create("http://a/2"), OptionalInt.empty(), OptionalInt.empty())),
                client.deliveryUrls("{}"));
        assertEquals(List.of("POST /v2/generate/demo/delivery_urls"), api.lines());
    }
}
