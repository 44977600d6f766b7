package dev.imagegen.functions.generate;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds what answers a call by its method and path. HEAD is answered wherever GET is. A path may begin with the gateway's stage,
 * or with what the gateway knows to stand before its own route.
 */
final class Router {

    /** Routes of this API that another function answers: a wrong method on them comes here all the same. */
    private static final String ELSEWHERE = "POST /webhooks/cloudinary";

    private final List<Endpoint> endpoints = new ArrayList<>();

    private record Endpoint(String name, String method, RoutePath path, Route route) {

        static Endpoint of(String name, Route route) {
            int space = name.indexOf(' ');
            return new Endpoint(name, name.substring(0, space), RoutePath.of(name.substring(space + 1)), route);
        }

        boolean takes(String sent) {
            return sent.equals(method) || sent.equals("HEAD") && method.equals("GET");
        }
    }

    private record Match(Endpoint endpoint, MatchedRoute route) {}

    /** @param routes by the names that the template gives them, for example {@code GET /health} */
    Router(Map<String, Route> routes) {
        routes.forEach((name, route) -> endpoints.add(Endpoint.of(name, route)));
        endpoints.add(Endpoint.of(ELSEWHERE, Router::elsewhere));
    }

    /** @throws ImagegenException what the route throws; a 404 or a 405 if there is none; a 400 if the event was no HTTP call */
    Answer answer(Call call) {
        if (call.method().isEmpty() || call.path().isEmpty()) {
            throw new ImagegenException(ErrorCode.INVALID_REQUEST,
                    "This event is no HTTP request of a gateway: the function takes those of payload format 2.0.");
        }
        List<Match> matches = matches(call);
        Optional<Match> found = matches.stream().filter(match -> match.endpoint().takes(call.method())).findFirst();
        if (found.isEmpty()) {
            return refuse(call, matches);
        }
        Endpoint endpoint = found.get().endpoint();
        call.trace().route(endpoint.name());
        return endpoint.route().answer(call.matched(found.get().route()));
    }

    /** The methods that the path of a call takes, in their order; empty if there is no such route. */
    Set<String> methods(Call call) {
        return methods(matches(call));
    }

    private static Set<String> methods(List<Match> matches) {
        Set<String> methods = new TreeSet<>();
        matches.stream().map(match -> match.endpoint().method()).forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    /** Those of any method. A path that fits as it is does not begin with a stage, whatever that is called. */
    private List<Match> matches(Call call) {
        List<String> sent = RoutePath.split(call.path());
        return before(call, sent).distinct()
                .map(count -> matches(sent, count))
                .filter(matches -> !matches.isEmpty())
                .findFirst().orElse(List.of());
    }

    private List<Match> matches(List<String> sent, int before) {
        String prefix = before == 0 ? "" : "/" + String.join("/", sent.subList(0, before));
        List<String> rest = sent.subList(before, sent.size());
        return endpoints.stream()
                .flatMap(endpoint -> endpoint.path().match(rest).stream()
                        .map(parameters -> new Match(endpoint, new MatchedRoute(prefix, parameters, endpoint.route().parameters()))))
                .toList();
    }

    /** How many segments may stand before the route. */
    private static Stream<Integer> before(Call call, List<String> sent) {
        boolean staged = !sent.isEmpty() && sent.getFirst().equals(call.gateway().stage());
        String routeKey = call.gateway().routeKey();
        int ofRoute = RoutePath.split(routeKey.substring(routeKey.indexOf(' ') + 1)).size();
        boolean based = !routeKey.equals("$default") && ofRoute < sent.size();
        return Stream.of(0, staged ? 1 : 0, based ? sent.size() - ofRoute : 0);
    }

    private static Answer refuse(Call call, List<Match> matches) {
        if (matches.isEmpty()) {
            throw notFound();
        }
        Set<String> methods = methods(matches);
        String allowed = String.join(", ", methods);
        var error = new PublicError(ErrorCode.METHOD_NOT_ALLOWED, "This route answers %s only.".formatted(allowed),
                Map.of("allowed", methods));
        return Answer.error(new ImagegenException(error), call.requestId()).with("Allow", allowed);
    }

    /** Only one that is nearly the other function's path comes here. */
    private static Answer elsewhere(Call call) {
        throw new ImagegenException(ErrorCode.ROUTE_NOT_FOUND,
                "There is no such route. Write %s, without a slash at its end or a doubled one.".formatted(ELSEWHERE));
    }

    private static ImagegenException notFound() {
        return new ImagegenException(ErrorCode.ROUTE_NOT_FOUND, "There is no such route. GET /openapi.json lists them all.");
    }
}
