package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateHandlersTest {

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
