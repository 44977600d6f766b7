package dev.imagegen.functions.generate;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP call, as the gateway hands it over.
 *
 * @param routeKey the gateway's name of the route, for example {@code GET /health}; {@code $default} if it has none
 * @param queryParameters a repeated one with its values joined by commas
 * @param headers names in lower case
 * @param body as it was received; empty if there was none
 * @param requestId ours, for the answer and the log
 */
record Call(
        String routeKey,
        String method,
        String path,
        Map<String, String> pathParameters,
        Map<String, String> queryParameters,
        Map<String, String> headers,
        byte[] body,
        String requestId) {

    static Call of(APIGatewayV2HTTPEvent event, String requestId) {
        var http = event.getRequestContext().getHttp();
        Map<String, String> headers = new HashMap<>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Call(
                event.getRouteKey(), http.getMethod(), event.getRawPath(), orEmpty(event.getPathParameters()),
                orEmpty(event.getQueryStringParameters()), headers, bytes(event), requestId);
    }

    private static byte[] bytes(APIGatewayV2HTTPEvent event) {
        String body = event.getBody() == null ? "" : event.getBody();
        return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(queryParameters.get(name));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The cloud that the path names. */
    String cloud() {
        return pathParameters.get("cloud_name");
    }
}
