package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which one route may be called: slashes too many, HEAD for GET, behind a stage, past the gateway. */
class PathTest {

    private static final String ASYNC = "{\"prompt\": \"a lamp\", \"async\": true}";
    private static final String ROUTE = "POST /v2/generate/{cloud_name}/text_to_image";

    private final Door door = new Door();

    private Door.Reply post(String routeKey, String stage, String path) {
        var event = Door.event("POST", path, ASYNC, Door.headers("demo-key:demo-secret"));
        event.setRouteKey(routeKey);
        event.setPathParameters(null);
        event.getRequestContext().setStage(stage);
        return door.deliver(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/v2/generate/demo/text_to_image/", "/v2/generate/demo//text_to_image", "//v2/generate/demo/text_to_image",
        "/v2//generate///demo/text_to_image//",
    })
    void slashesTooManyAreTheSameRoute(String path) {
        Door.Reply reply = post("$default", "$default", path);

        assertEquals(202, reply.status(), reply.body().toString());
        assertEquals("/v2/generate/demo/tasks/" + door.last().id(), reply.headers().get("Location"));
    }

    @Test
    void slashAfterATaskIsNoPartOfItsId() {
        door.post("text_to_image", ASYNC);

        assertEquals(200, door.get("/v2/generate/demo/tasks/" + door.last().id() + "/").status());
        assertEquals(200, door.get("/v2/generate/demo/tasks//" + door.last().id() + "/deliveries").status());
    }

    @Test
    void slashesTooManyKeepTheRefusalsOfTheirRoute() {
        assertEquals("POST", door.get("/v2/generate/demo/text_to_image/").headers().get("Allow"));
        assertEquals(401, door.call("GET", "/v2/generate/demo/models/", null, Map.of()).status());
    }

    /** Those that are read. */
    static Stream<String> readable() throws IOException {
        return TemplateRoutes.read().stream()
                .filter(route -> route.startsWith("GET "))
                .map(route -> route.substring(4).replace("{cloud_name}", "demo").replaceAll("\\{[a-z_]+}", "0a"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void headIsAnsweredAsGetWithoutItsBody(String path) {
        Door.Reply get = door.get(path);

        Door.Reply head = door.call("HEAD", path, null, Door.headers("demo-key:demo-secret"));

        assertEquals(get.status(), head.status());
        assertTrue(head.body().isEmpty(), head.body().toString());
        assertEquals(headers(get), headers(head));
        if (path.startsWith("/v2")) {
            assertEquals(401, door.call("HEAD", path, null, Map.of()).status());
        }
    }

    private static Map<String, String> headers(Door.Reply reply) {
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.remove("X-Request-Id");
        return headers;
    }

    @ParameterizedTest
    @CsvSource({
        ROUTE + ", prod, /prod/v2/generate/demo/text_to_image, /prod",
        ROUTE + ", v2, /v2/v2/generate/demo/text_to_image, /v2",
        ROUTE + ", v2, /v2/generate/demo/text_to_image, ''",
        ROUTE + ", prod, /v2/generate/demo/text_to_image, ''",
        ROUTE + ", prod, /images/eu/v2/generate/demo/text_to_image, /images/eu",
        "$default, prod, /prod//v2/generate/demo/text_to_image/, /prod",
        "$default, $default, /v2/generate/demo/text_to_image, ''",
    })
    void whatStandsBeforeTheRouteIsKeptInLocationAndNotice(String routeKey, String stage, String path, String prefix) {
        assertEquals(202, post(routeKey, stage, path).status());
        var event = Door.event("POST", path, "{\"prompt\": \"a lamp\"}", Door.headers("demo-key:demo-secret"));
        event.setRouteKey(routeKey);
        event.getRequestContext().setStage(stage);

        Door.Reply reply = door.deliver(event);

        String location = prefix + "/v2/generate/demo/tasks/" + door.last().id();
        assertEquals(location, reply.headers().get("Location"));
        var notices = reply.body().get("notices");
        assertEquals("The image is being made still and is charged once. Read it here: " + location,
                notices.get(notices.size() - 1).get("text").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/cloudinary/", "//webhooks/cloudinary", "/webhooks//cloudinary"})
    void addressOfTheOtherFunctionIsSaidWithoutItsSlashes(String path) {
        Door.Reply reply = door.call("POST", path, "{}", Map.of());

        assertEquals(404, reply.status());
        assertEquals("There is no such route. Write POST /webhooks/cloudinary, without a slash at its end or a doubled one.",
                reply.error().get("message").textValue());
    }

    @Test
    void documentNamesTheServerThatItWasReadFrom() {
        var event = Door.event("GET", "/prod/openapi.json", null, Map.of());
        event.setRouteKey("GET /openapi.json");

        assertEquals("/prod", door.deliver(event).body().at("/servers/0/url").textValue());
        assertEquals("/", door.get("/openapi.json").body().at("/servers/0/url").textValue());
    }

    @Test
    void keyInThePathIsDecodedOnce() {
        Door.Reply reply = door.call("DELETE", "keys/demo%2Dkey", null, Door.headers("demo-key:demo-secret"));

        assertEquals("A key cannot delete itself. Use another root key of the cloud.",
                reply.error().get("message").textValue());
        assertEquals(404, door.call("DELETE", "keys/demo%252Dkey", null, Door.headers("demo-key:demo-secret")).status());
        assertEquals(404, door.call("DELETE", "keys/%zz", null, Door.headers("demo-key:demo-secret")).status());
    }
}
