package dev.imagegen.functions.generate;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/** A call that goes the whole way and changes nothing: its key is nobody's, so it is looked up in the table and refused. */
final class PrimingCall {

    private static final int REFUSED = 401;

    private PrimingCall() {}

    /** @throws IllegalStateException if it is not refused as it should be: then it did not get to the table and back */
    static void through(Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
        int status = function.apply(event()).getStatusCode();
        if (status != REFUSED) {
            throw new IllegalStateException("The priming call was answered with status " + status);
        }
    }

    static APIGatewayV2HTTPEvent event() {
        String credentials = Base64.getEncoder().encodeToString("priming:priming".getBytes(StandardCharsets.UTF_8));
        String path = "/v2/generate/priming/tasks/0";
        var http = APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod("GET").withPath(path).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey("GET /v2/generate/{cloud_name}/tasks/{task_id}")
                .withRawPath(path)
                .withPathParameters(Map.of("cloud_name", "priming", "task_id", "0"))
                .withHeaders(Map.of("Authorization", "Basic " + credentials))
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder().withHttp(http).build())
                .build();
    }
}
