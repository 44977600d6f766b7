package dev.imagegen.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;
import dev.imagegen.local.testing.Functions;
import dev.imagegen.local.testing.HttpHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which route takes a request. */
class RoutesTest {

    private final Functions functions = new Functions();
    private final List<LocalFunction> made = new ArrayList<>();

    @AfterEach
    void close() {
        made.forEach(LocalFunction::close);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v2/tasks        | GET /v2/tasks        | {}
            GET    | /v2/other        | GET /v2/{id}         | {id=other}
            POST   | /v2/tasks        | ANY /v2/tasks        | {}
            POST   | /v2/other        | ANY /{all+}          | {all=v2/other}
            GET    | /v2/tasks/1      | GET /v2/{rest+}      | {rest=tasks/1}
            GET    | /v2/a%2Fb        | GET /v2/{id}         | {id=a/b}
            GET    | /v2/a+b          | GET /v2/{id}         | {id=a+b}
            DELETE | /x               | ANY /{all+}          | {all=x}
            HEAD   | /v2/tasks        | ANY /v2/tasks        | {}
            """)
    void theMostExactOneOfItsMethodBeforeThatOfAnyMethod(String method, String path, String key, String parameters) {
        // From the least exact to the most exact one: their order in the template must not matter.
        var routes = routes(
                route("ANY", "/{all+}"),
                route("GET", "/v2/{rest+}"),
                route("GET", "/v2/{id}"),
                route("ANY", "/v2/tasks"),
                route("GET", "/v2/tasks"));

        var match = routes.find(method, path).orElseThrow();

        assertEquals(key, match.key());
        assertEquals(parameters, match.pathParameters().toString());
    }

    @Test
    void theOrderOfFunctionsDoesNotMatter() {
        var exact = function(route("GET", "/a"));
        var greedy = function(route("GET", "/{any+}"));

        assertEquals(exact, Routes.of(List.of(greedy, exact)).find("GET", "/a").orElseThrow().function());
        assertEquals(exact, Routes.of(List.of(exact, greedy)).find("GET", "/a").orElseThrow().function());
        assertEquals(greedy, Routes.of(List.of(exact, greedy)).find("GET", "/b").orElseThrow().function());
    }

    @Test
    void theDefaultRouteTakesWhatNoOtherDoes() {
        var otherwise = function(new Event.DefaultRoute());
        var routes = Routes.of(List.of(otherwise, function(route("GET", "/a"))));

        assertEquals(
                Optional.of(new Routes.Match(otherwise, "$default", Map.of())), routes.find("POST", "/a"));
        assertEquals("GET /a", routes.find("GET", "/a").orElseThrow().key());
    }

    @Test
    void withoutADefaultRouteNothingTakesTheRest() {
        var routes = routes(route("GET", "/a"));

        assertEquals(Optional.empty(), routes.find("POST", "/a"));
        assertEquals(Optional.empty(), routes.find("GET", "/"));
        assertEquals(Optional.empty(), routes.find("GET", "/a/"));
    }

    @Test
    void queuesAndSchedulesAreNoRoutes() {
        var routes = routes(
                new Event.Schedule(Duration.ofMinutes(1), true),
                new Event.Queue("Jobs", "arn", 10, 2, true, true));

        assertEquals(Optional.empty(), routes.find("GET", "/"));
    }

    @Test
    void aMethodIsComparedAsItIsWritten() {
        assertEquals(Optional.empty(), routes(route("GET", "/a")).find("get", "/a"));
    }

    @ParameterizedTest
    @CsvSource({"/v2/%", "/v2/%2", "/v2/%zz", "/v2/a%-1b"})
    void aParameterThatIsNotProperlyEncodedIsRefused(String path) {
        var routes = routes(route("GET", "/v2/{id}"));

        assertThrows(IllegalArgumentException.class, () -> routes.find("GET", path));
    }

    private Routes routes(Event... events) {
        return Routes.of(List.of(function(events)));
    }

    private LocalFunction function(Event... events) {
        var function = functions.function(HttpHandler.class, Functions.AMPLE, Map.of(), events);
        made.add(function);
        return function;
    }

    private static Event.Route route(String method, String path) {
        return new Event.Route(method, path);
    }
}
