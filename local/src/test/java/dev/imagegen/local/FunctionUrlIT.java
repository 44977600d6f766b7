package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.Api.Reply;
import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.system.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The two doors of a system that runs here. */
class FunctionUrlIT {

    private static final String SLOW = "{\"prompt\": \"a lamp sandbox:slow=3\"}";

    @Test
    void aSlowImageIsATaskBehindTheGatewayAndAnImageAtTheFunctionsUrl() throws Exception {
        Project project = Project.here();
        Map<String, String> parameters = new HashMap<>(DemoCloud.parameters());
        parameters.put("SyncWaitSeconds", "1");
        var options = new Options(project.template(), parameters, 0, Optional.empty(), project.dynamoDbLib(), Map.of());
        var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try (var system = LocalSystem.start(options, DemoCloud.cloudinary(), DemoCloud.seeder(DemoCloud.UNLIMITED), log)) {
            Reply gateway = new Api(system.address()).post("text_to_image", SLOW);
            Reply url = new Api(system.functionUrl().orElseThrow()).post("text_to_image", SLOW);

            assertEquals(202, gateway.status());
            assertEquals(200, url.status(), url.body().toString());
            assertTrue(url.asset().get("storage").get("secure_url").isTextual());
        }
    }
}
