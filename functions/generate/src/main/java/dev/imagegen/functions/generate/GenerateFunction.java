package dev.imagegen.functions.generate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.imagegen.aws.Priming;
import java.util.Map;

/** The function behind the gateway: accepts generation requests and answers for their tasks. */
public final class GenerateFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final Dispatcher dispatcher;
    private final Priming priming;

    /** As the platform makes it. */
    public GenerateFunction() {
        this(System.getenv());
    }

    /** @param environment in place of the process's own */
    public GenerateFunction(Map<String, String> environment) {
        this(Wiring.real(environment));
    }

    GenerateFunction(Wiring wiring) {
        this.dispatcher = wiring.dispatcher();
        this.priming = new Priming(() -> PrimingCall.through(event -> handleRequest(event, null)), wiring.log());
        priming.register();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        Answer answer = dispatcher.answer(event);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(answer.status())
                .withHeaders(answer.headers())
                .withBody(answer.body())
                .build();
    }
}
