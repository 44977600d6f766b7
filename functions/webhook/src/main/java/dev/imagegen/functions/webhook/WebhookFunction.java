package dev.imagegen.functions.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.aws.Priming;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.log.Log;
import dev.imagegen.task.Ids;
import java.util.Base64;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The function that Cloudinary notifies. It answers 200 once an event is durable, and 5xx to be told again.
 *
 * <p>Cloudinary takes every answer but 200 for a reason to tell again, three times within about ten minutes and never after.
 * So a signed body that is no JSON object, as a template of a trigger may make it, is told four times in vain and shows as
 * failed in Cloudinary's own log, where its operator sees it: that is why it is a 400, and not swallowed with a 200.
 */
public final class WebhookFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final Notifications notifications;
    private final Ids ids;
    private final Log log;
    private final Priming priming;

    /** As the platform makes it. */
    public WebhookFunction() {
        this(System.getenv());
    }

    /** @param environment in place of the process's own */
    public WebhookFunction(Map<String, String> environment) {
        this(Wiring.real(environment));
    }

    WebhookFunction(Wiring wiring) {
        this.notifications = wiring.notifications();
        this.ids = wiring.ids();
        this.log = wiring.log();
        this.priming = new Priming(() -> wiring.tasks().find("0"), wiring.log());
        priming.register();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String requestId = ids.next();
        APIGatewayV2HTTPResponse answer = answer(event == null ? new APIGatewayV2HTTPEvent() : event, requestId);
        log.info("request", "request_id", requestId, "status", answer.getStatusCode(), "gateway_request_id", gatewayRequestId(event));
        return answer;
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, String requestId) {
        try {
            notifications.receive(body(event), event.getHeaders(), about(event));
            return answer(200, Json.object().put("status", "ok"), requestId);
        } catch (ImagegenException e) {
            log.warn("notification_refused", e, "request_id", requestId);
            return error(e.error(), requestId);
        } catch (RuntimeException e) {
            log.error("notification_failed", e, "request_id", requestId);
            return error(new PublicError(ErrorCode.INTERNAL_ERROR, "The event could not be applied. Send it again."), requestId);
        }
    }

    private static String gatewayRequestId(APIGatewayV2HTTPEvent event) {
        return event == null || event.getRequestContext() == null ? "" : String.valueOf(event.getRequestContext().getRequestId());
    }

    private static Optional<String> about(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getQueryStringParameters())
                .map(parameters -> parameters.get("task"))
                .filter(id -> id.matches("[a-f0-9]{32}"));
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody() == null ? "" : event.getBody();
        try {
            return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ImagegenException(new PublicError(
                    ErrorCode.INVALID_SIGNATURE, "The body is not the base64 that it is said to be."), e);
        }
    }

    private static APIGatewayV2HTTPResponse error(PublicError error, String requestId) {
        ObjectNode body = Json.object();
        body.set("error", WireWriter.error(error));
        return answer(error.code().status(), body, requestId);
    }

    private static APIGatewayV2HTTPResponse answer(int status, ObjectNode body, String requestId) {
        Map<String, String> headers = new TreeMap<>(
                Map.of("Content-Type", "application/json; charset=utf-8", "X-Request-Id", requestId));
        if (status == ErrorCode.INVALID_SIGNATURE.status()) {
            // Each 401 has a challenge (RFC 9110 11.6.1). It is not Basic: no name and password would help here.
            headers.put("WWW-Authenticate", "Cld-Signature realm=\"imagegen\"");
        }
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(Json.write(body.put("request_id", requestId)))
                .build();
    }
}
