package dev.imagegen.local.gateway;

import dev.imagegen.local.functions.LocalFunction;
import dev.imagegen.local.template.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of the HTTP API, in the order in which the platform prefers them: the most exact one first. */
public final class Routes {

    private final List<Route> routes;
    private final Optional<LocalFunction> otherwise;

    private Routes(List<Route> routes, Optional<LocalFunction> otherwise) {
        this.routes = routes;
        this.otherwise = otherwise;
    }

    /** Collects the routes of the functions. */
    public static Routes of(Collection<LocalFunction> functions) {
        var routes = new ArrayList<Route>();
        Optional<LocalFunction> otherwise = Optional.empty();
        for (var function : functions) {
            for (var event : function.spec().events()) {
                switch (event) {
                    case Event.Route(var method, var path) ->
                        routes.add(new Route(method, path, RoutePath.of(path), function));
                    case Event.DefaultRoute() -> otherwise = Optional.of(function);
                    case Event.Queue queue -> {}
                    case Event.Schedule schedule -> {}
                }
            }
        }
        routes.sort(Comparator.comparing(Route::pattern).thenComparing(Route::takesAnyMethod));
        return new Routes(List.copyOf(routes), otherwise);
    }

    /** Leads every request to one function, as its own URL does. */
    public static Routes to(LocalFunction function) {
        return new Routes(List.of(), Optional.of(function));
    }

    /**
     * Finds the route of a request; empty if the template has none for it.
     *
     * @param rawPath as it was sent, still encoded
     * @throws IllegalArgumentException if a path parameter is not properly encoded
     */
    Optional<Match> find(String method, String rawPath) {
        for (var route : routes) {
            if (route.takesAnyMethod() || route.method().equals(method)) {
                var parameters = route.pattern().match(rawPath);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(route.function(), route.method() + " " + route.path(), parameters.get()));
                }
            }
        }
        return otherwise.map(function -> new Match(function, "$default", Map.of()));
    }

    /**
     * The route of a request.
     *
     * @param function       answers it
     * @param key            method and path of the route, or {@code $default}
     * @param pathParameters decoded, by name
     */
    record Match(LocalFunction function, String key, Map<String, String> pathParameters) {}

    private record Route(String method, String path, RoutePath pattern, LocalFunction function) {

        boolean takesAnyMethod() {
            return method.equals("ANY");
        }
    }
}
