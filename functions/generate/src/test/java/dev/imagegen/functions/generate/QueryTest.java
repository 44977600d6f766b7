package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of the query that no route has, or that came twice. */
class QueryTest {

    private static final String ASYNC = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door door = new Door();

    private Door.Reply call(String method, String route, String rawQuery) {
        var event = Door.event(method, route, ASYNC, Door.headers("demo-key:demo-secret"));
        event.setRawQueryString(rawQuery);
        return door.deliver(event);
    }

    private static void refused(Door.Reply reply, String field, String message) {
        assertEquals(400, reply.status(), reply.body().toString());
        assertEquals("invalid_request", reply.error().get("code").textValue());
        assertEquals(message, reply.error().get("message").textValue());
        assertEquals(field, reply.error().at("/details/field").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tasks         | staus=failed      | staus      | 'staus' is no parameter of this route. Write 'status' instead.
            tasks         | Status=failed     | Status     | 'Status' is no parameter of this route. Write 'status' instead.
            tasks         | limits=5          | limits     | 'limits' is no parameter of this route. Write 'limit' instead.
            tasks         | page=2            | page       | 'page' is no parameter of this route. Allowed: cursor, from, key, limit, status, to.
            usage         | day=2026-11-22    | day        | 'day' is no parameter of this route. Allowed: month.
            usage         | months=2026-11    | months     | 'months' is no parameter of this route. Write 'month' instead.
            models        | family=flux       | family     | 'family' is no parameter of this route. This route takes no parameters.
            tasks/0a      | verbose           | verbose    | 'verbose' is no parameter of this route. This route takes no parameters.
            plan          | =1                | ''         | '' is no parameter of this route. This route takes no parameters.
            """)
    void unknownParameterIsA400ThatSaysWhatToWrite(String route, String query, String field, String message) {
        refused(call("GET", route, query), field, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dryrun=true                | dryrun     | 'dryrun' is no parameter of this route. Write 'dry_run' instead.
            dryRun=true                | dryRun     | 'dryRun' is no parameter of this route. Write 'dry_run' instead.
            dry-run=true               | dry-run    | 'dry-run' is no parameter of this route. Write 'dry_run' instead.
            dry_runs=true              | dry_runs   | 'dry_runs' is no parameter of this route. Write 'dry_run' instead.
            dry_run=true&dry_run=false | dry_run    | 'dry_run' came twice, with different values. Write it once.
            dry_run=True               | dry_run    | 'dry_run' must be true. Leave it out to have the image made.
            dry_run=                   | dry_run    | 'dry_run' must be true. Leave it out to have the image made.
            """)
    void dryRunInAnotherSpellingMakesNoImage(String query, String field, String message) {
        refused(call("POST", "text_to_image", query), field, message);
        assertEquals(List.of(), door.jobs.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dry_run=true&dry_run=true", "&dry_run=true&", "dry%5Frun=true", "dry_run=%74rue"})
    void parameterThatCameTwiceWithOneValueIsThatValue(String query) {
        Door.Reply reply = call("POST", "text_to_image", query);

        assertEquals(200, reply.status());
        assertEquals(4, reply.body().at("/data/credits").intValue());
        assertEquals(List.of(), door.jobs.sent());
    }

    static Stream<Arguments> routes() throws IOException {
        return TemplateRoutes.read().stream()
                .filter(route -> route.contains("/v2/"))
                .map(route -> route.replace("{cloud_name}", "demo").replaceAll("\\{[a-z_]+}", "0a").split(" "))
                .map(route -> Arguments.of(route[0], route[1]));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteRefusesAParameterThatNobodyKnowsAfterTheCredentials(String method, String route) {
        Door.Reply reply = call(method, route, "tracking_id=7");

        assertEquals(400, reply.status(), reply.body().toString());
        assertEquals("tracking_id", reply.error().at("/details/field").textValue());
        assertEquals(List.of(), door.jobs.sent());
        assertEquals(401, door.call(method, route + "?tracking_id=7", ASYNC, Map.of()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/console", "/openapi.json"})
    void pagesOutsideTheBaseTakeAnyParameter(String path) {
        var event = Door.event("GET", path, null, Map.of());
        event.setRawQueryString("utm_source=mail");

        assertEquals(200, door.deliver(event).status());
    }

    @Test
    void parameterIsReadWhereTheEventHasNoRawQuery() {
        assertEquals(Json.parse("[\"month\"]"), door.get("usage?day=1").error().at("/details/allowed"));
    }
}
