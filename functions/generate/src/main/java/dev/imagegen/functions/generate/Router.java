package dev.imagegen.functions.generate;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import dev.imagegen.log.Log;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what answers a call by the gateway's own name of its route. What the gateway does not route comes as
 * {@code $default}, and is told that there is no such route or that its method is wrong.
 */
final class Router {

    /** Routes of this API that another function answers: a wrong method on them comes here all the same. */
    private static final List<String> ELSEWHERE = List.of("POST /webhooks/cloudinary");

    private final Map<String, Route> routes;
    private final Log log;

    /** @param routes by the names that the template gives them, for example {@code GET /health} */
    Router(Map<String, Route> routes, Log log) {
        this.routes = new LinkedHashMap<>(routes);
        this.log = log;
    }

    Answer answer(Call call) {
        try {
            return routes.getOrDefault(call.routeKey(), this::refuse).answer(call);
        } catch (ImagegenException e) {
            if (e.error().code().status() >= 500) {
                log.error("request_failed", e, "request_id", call.requestId());
            }
            return Answer.error(e, call.requestId());
        } catch (RuntimeException e) {
            log.error("request_failed", e, "request_id", call.requestId(), "route", call.routeKey());
            return Answer.error(
                    new ImagegenException(ErrorCode.INTERNAL_ERROR,
                            "Something is wrong on our side. Try again, and name the request_id if it stays."),
                    call.requestId());
        }
    }

    private Answer refuse(Call call) {
        List<String> methods = Stream.concat(routes.keySet().stream(), ELSEWHERE.stream())
                .filter(key -> pattern(key).matcher(call.path()).matches())
                .map(key -> key.substring(0, key.indexOf(' ')))
                .sorted()
                .toList();
        if (methods.isEmpty() || methods.contains(call.method())) {
            throw new ImagegenException(
                    ErrorCode.ROUTE_NOT_FOUND, "There is no such route. GET /openapi.json lists them all.");
        }
        String allowed = String.join(", ", methods);
        var error = new PublicError(ErrorCode.METHOD_NOT_ALLOWED, "This route answers %s only.".formatted(allowed),
                Map.of("allowed", methods));
        return Answer.error(new ImagegenException(error), call.requestId()).with("Allow", allowed);
    }

    private static Pattern pattern(String routeKey) {
        String path = routeKey.substring(routeKey.indexOf(' ') + 1);
        return Pattern.compile(path.replace(".", "\\.").replaceAll("\\{[a-z_]+}", "[^/]+"));
    }
}
