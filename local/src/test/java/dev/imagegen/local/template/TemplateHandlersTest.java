package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.imagegen.local.servers.Endpoints;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateHandlersTest {

    /** Sam hands on no variable of {@code ./imagegen env} that the template does not have. */
    @Test
    void samLocalCanLeadEveryFunctionToTheServersOfThisMachine() throws Exception {
        var here = new Endpoints(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2")).environment();
        for (var function : RealTemplate.functions()) {
            for (String variable : List.of("DYNAMODB_ENDPOINT", "SQS_ENDPOINT")) {
                assertEquals("", function.environment().get(variable), function.id());
                assertTrue(here.containsKey(variable));
            }
        }
    }

    @Test
    void everyHandlerThatIsNamedExists() throws Exception {
        for (var function : RealTemplate.functions()) {
            var parts = function.handler().split("::");
            assertEquals(2, parts.length, function.handler());

            var handler = Class.forName(parts[0]);

            assertTrue(RequestHandler.class.isAssignableFrom(handler), handler.getName());
            assertEquals("handleRequest", parts[1]);
            assertNotNull(handler.getConstructor(), "the platform's way to make one");
            assertNotNull(handler.getConstructor(Map.class), "the way to make one on this machine");
        }
    }
}
