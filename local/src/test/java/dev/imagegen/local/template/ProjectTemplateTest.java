package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.flow.Generation;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the code knows of the project's own template. */
class ProjectTemplateTest {

    @Test
    void theWorkerLivesForAsLongAsItsPaidCallsReckonWith() throws IOException {
        Template template = RealTemplate.model();

        Map<String, String> queues = template.queues().stream()
                .collect(Collectors.toMap(QueueSpec::id, queue -> "http://127.0.0.1:1/" + queue.id()));
        FunctionSpec worker = template.functions(queues).stream()
                .filter(function -> function.id().equals("WorkerFunction"))
                .findFirst()
                .orElseThrow();

        assertEquals(Generation.WORKER_LIFE, worker.timeout());
    }
}
