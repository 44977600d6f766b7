package dev.imagegen.local.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Answers with what it was asked, or misbehaves as the query says. */
public final class HttpHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final Map<String, String> environment;

    public HttpHandler(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        context.getLogger().log("asked " + event.getRawPath());
        var query = event.getQueryStringParameters() == null ? Map.<String, String>of() : event.getQueryStringParameters();
        return switch (query.getOrDefault("do", "echo")) {
            case "throw" -> throw new IllegalStateException("as asked");
            case "null" -> null;
            case "hang" -> hang();
            case "base64" -> answer(query, "aGVsbG8=", true);
            case "broken" -> answer(query, "not base64!", true);
            case "environment" -> answer(query, environment.getOrDefault(query.get("name"), "(none)"), false);
            default -> answer(query, String.join("|",
                    event.getRouteKey(),
                    String.valueOf(event.getPathParameters()),
                    String.valueOf(event.getBody()),
                    String.valueOf(event.getIsBase64Encoded())), false);
        };
    }

    private static APIGatewayV2HTTPResponse answer(Map<String, String> query, String body, boolean base64) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(Integer.parseInt(query.getOrDefault("status", "0")))
                .withHeaders(Map.of("X-One", "1", "Content-Length", "7"))
                .withMultiValueHeaders(Map.of("X-Many", List.of("a", "b")))
                .withCookies(List.of("c=1", "d=2"))
                .withBody(body)
                .withIsBase64Encoded(base64)
                .build();
    }

    private static APIGatewayV2HTTPResponse hang() {
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody counts down");
        } catch (InterruptedException timeIsUp) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", timeIsUp);
        }
    }
}
