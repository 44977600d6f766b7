package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimingCallTest {

    private final List<APIGatewayV2HTTPEvent> calls = new ArrayList<>();

    private void pass(int status) {
        PrimingCall.through(event -> {
            calls.add(event);
            return APIGatewayV2HTTPResponse.builder().withStatusCode(status).build();
        });
    }

    @Test
    void refusalIsWhatAPassIsMadeFor() {
        pass(401);

        assertEquals(List.of("GET /v2/generate/{cloud_name}/tasks/{task_id}"),
                calls.stream().map(APIGatewayV2HTTPEvent::getRouteKey).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 404, 429, 500, 503})
    void anyOtherAnswerMeansThatThePassDidNotGetThere(int status) {
        var failure = assertThrows(IllegalStateException.class, () -> pass(status));

        assertEquals("The priming call was answered with status " + status, failure.getMessage());
        assertEquals(1, calls.size());
    }
}
