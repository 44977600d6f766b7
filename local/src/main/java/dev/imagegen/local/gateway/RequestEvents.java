package dev.imagegen.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.imagegen.local.template.Template;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes of a request the event that the platform would: payload format 2.0. */
final class RequestEvents {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String URL_DOMAIN = ".lambda-url.";
    private static final String ID = "local";

    private final Front front;
    private final Clock clock;

    /** @param clock dates the events */
    RequestEvents(Front front, Clock clock) {
        this.front = front;
        this.clock = clock;
    }

    /** Whether a host name is that of a function URL, which the platform leads to no API. */
    static boolean isOfFunctionUrl(String host) {
        return host.contains(URL_DOMAIN);
    }

    /**
     * Makes the event.
     *
     * @throws IllegalArgumentException if the query is not properly encoded
     */
    APIGatewayV2HTTPEvent event(Request request, String routeKey, Map<String, String> pathParameters, String requestId) {
        var text = isText(request.header("content-type").orElse("")) ? text(request.body()) : Optional.<String>empty();
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(routeKey)
                .withRawPath(request.rawPath())
                .withRawQueryString(request.rawQuery())
                .withCookies(cookies(request))
                .withHeaders(headers(request))
                .withQueryStringParameters(query(request.rawQuery()))
                .withPathParameters(pathParameters.isEmpty() ? null : pathParameters)
                .withRequestContext(context(request, routeKey, requestId))
                .withBody(request.body().length == 0 ? null : text.orElseGet(() -> base64(request.body())))
                .withIsBase64Encoded(request.body().length > 0 && text.isEmpty())
                .build();
    }

    // The platform hands on as text what is called text, JSON, XML or JavaScript; a form is not, nor is what has no type.
    private static boolean isText(String contentType) {
        var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || List.of("application/json", "application/xml", "application/javascript").contains(type);
    }

    /** Empty if the bytes are not UTF-8: as text they would lose what they are. */
    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    private static String base64(byte[] body) {
        return Base64.getEncoder().encodeToString(body);
    }

    private static List<String> cookies(Request request) {
        return request.headers().containsKey("cookie")
                ? request.headers().get("cookie").stream()
                        .flatMap(cookies -> Arrays.stream(cookies.split("; *")))
                        .toList()
                : null;
    }

    private static Map<String, String> headers(Request request) {
        var headers = new TreeMap<String, String>();
        request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.remove("cookie");
        headers.merge("x-forwarded-for", request.sourceIp(), (sent, own) -> sent + ", " + own);
        headers.put("x-forwarded-port", Integer.toString(request.port()));
        headers.put("x-forwarded-proto", "http");
        return headers;
    }

    private static Map<String, String> query(String raw) {
        if (raw.isEmpty()) {
            return null;
        }
        var parameters = new TreeMap<String, String>();
        for (var pair : raw.split("&")) {
            var parts = pair.split("=", 2);
            parameters.merge(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "",
                    (first, next) -> first + "," + next);
        }
        return parameters;
    }

    private APIGatewayV2HTTPEvent.RequestContext context(Request request, String routeKey, String requestId) {
        Instant now = clock.instant();
        return APIGatewayV2HTTPEvent.RequestContext.builder()
                .withAccountId(front == Front.API ? "000000000000" : "anonymous")
                .withApiId(ID)
                .withDomainName(front == Front.API
                        ? request.header("host").orElse("localhost")
                        : ID + URL_DOMAIN + Template.REGION + ".on.aws")
                .withDomainPrefix(ID)
                .withStage("$default")
                .withRouteKey(routeKey)
                .withRequestId(requestId)
                .withTime(TIME.format(now))
                .withTimeEpoch(now.toEpochMilli())
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(request.method())
                        .withPath(request.rawPath())
                        .withProtocol(request.protocol())
                        .withSourceIp(request.sourceIp())
                        .withUserAgent(request.header("user-agent").orElse(""))
                        .build())
                .build();
    }
}
