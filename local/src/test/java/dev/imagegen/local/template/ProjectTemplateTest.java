package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.flow.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the code knows of the project's own template. */
class ProjectTemplateTest {

    private static final Map<String, String> PARAMETERS = Map.of("CloudName", "demo", "CloudinaryApiKey", "482915",
            "CloudinarySecret", "plain:secret", "WebhookSecret", "plain:secret");

    @Test
    void theWorkerLivesForAsLongAsItsPaidCallsReckonWith() throws IOException {
        Template template = Template.read(Path.of(System.getProperty("imagegen.root"), "template.yaml"), PARAMETERS);

        Map<String, String> queues = template.queues().stream()
                .collect(Collectors.toMap(QueueSpec::id, queue -> "http://127.0.0.1:1/" + queue.id()));
        FunctionSpec worker = template.functions(queues).stream()
                .filter(function -> function.id().equals("WorkerFunction"))
                .findFirst()
                .orElseThrow();

        assertEquals(Generation.WORKER_LIFE, worker.timeout());
    }
}
