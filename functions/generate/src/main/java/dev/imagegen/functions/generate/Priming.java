package dev.imagegen.functions.generate;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.imagegen.log.Log;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/**
 * One call through the whole way before a snapshot is taken, so that a restored function has its classes loaded.
 *
 * <p>It asks for a task with a key that is nobody's: the key is looked up in the table, over TLS and signed, and refused.
 */
final class Priming implements Resource {

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;
    private final Log log;

    Priming(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function, Log log) {
        this.function = function;
        this.log = log;
    }

    /** The platform keeps only a weak reference: whoever registers has to hold on to this. */
    void register() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try {
            var answer = function.handleRequest(event(), null);
            log.info("primed", "status", answer.getStatusCode());
        } catch (RuntimeException e) {
            // A cold first call is better than no deployment.
            log.warn("not_primed", e);
        }
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // Nothing is held open that a restore would break.
    }

    private static APIGatewayV2HTTPEvent event() {
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
