package dev.imagegen.functions.generate;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP call. What the event leaves out is empty, so that every event makes a call.
 *
 * @param method empty if the event has none
 * @param path as it was sent; empty if the event has none
 * @param gateway what the gateway says about the call
 * @param route the route that it was matched to
 * @param headers names in lower case
 * @param text the body as the event has it
 * @param base64 whether that is base64
 * @param trace what the log tells of the call
 */
record Call(
        String method, String path, Gateway gateway, MatchedRoute route, Query query, Map<String, String> headers, String text,
        boolean base64, CallTrace trace) {

    /**
     * What the gateway says about a call.
     *
     * @param routeKey its name of the route, for example {@code GET /health}; {@code $default} if it knows none
     * @param stage {@code $default} if the path does not begin with it
     * @param front which of the two it is
     */
    record Gateway(String routeKey, String stage, Front front) {

        /** A call that reached no gateway. */
        static final Gateway NONE = new Gateway("$default", "$default", Front.GATEWAY);
    }

    static Call of(APIGatewayV2HTTPEvent event, CallTrace trace) {
        var context = event == null ? null : event.getRequestContext();
        if (context == null || context.getHttp() == null) {
            return new Call("", "", Gateway.NONE, MatchedRoute.NONE, Query.NONE, Map.of(), "", false, trace);
        }
        Map<String, String> headers = new HashMap<>();
        orEmpty(event.getHeaders()).forEach((name, value) -> {
            if (value != null) {
                headers.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + "," + other);
            }
        });
        return new Call(
                orEmpty(context.getHttp().getMethod()),
                event.getRawPath() == null ? orEmpty(context.getHttp().getPath()) : event.getRawPath(),
                new Gateway(orDefault(event.getRouteKey()), orDefault(context.getStage()), Front.of(context)),
                MatchedRoute.NONE,
                Query.of(event.getRawQueryString(), orEmpty(event.getQueryStringParameters())),
                headers,
                orEmpty(event.getBody()),
                event.getIsBase64Encoded(),
                trace);
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static String orDefault(String text) {
        return text == null ? "$default" : text;
    }

    Call matched(MatchedRoute route) {
        return new Call(method, path, gateway, route, query, headers, text, base64, trace);
    }

    /** The id of the request, for the answer and the log. */
    String requestId() {
        return trace.requestId();
    }

    /** A header that came twice with one value is that value: the gateway joins them with a comma. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(Call::once);
    }

    private static String once(String joined) {
        List<String> values = Arrays.stream(joined.split(",", -1)).map(String::strip).distinct().toList();
        return values.size() == 1 ? values.getFirst() : joined;
    }

    /** A parameter of the query. */
    Optional<String> parameter(String name) {
        return query.value(name);
    }

    /** A parameter of the path. */
    String pathParameter(String name) {
        return route.parameters().get(name);
    }

    /** The cloud that the path names. */
    String cloud() {
        return pathParameter("cloud_name");
    }

    /** The bytes of the body. @throws ImagegenException a 400 if the event says that it is base64 and it is not */
    byte[] body() {
        if (!base64) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new ImagegenException(new PublicError(
                    ErrorCode.INVALID_JSON, "The body was handed over as base64 and is not: it cannot be decoded."), e);
        }
    }
}
