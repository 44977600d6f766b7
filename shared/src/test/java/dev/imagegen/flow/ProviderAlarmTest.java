package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderReport;
import dev.imagegen.task.Task;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the operator finds in the line that raises the alarm. */
class ProviderAlarmTest {

    private final Workshop shop = new Workshop(false);

    private JsonNode alarm(EngineException e) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.engine.does(d -> {
            throw e;
        });
        shop.run(task);
        return shop.lines("provider_alarm").getLast();
    }

    @Test
    void alarmCarriesWhatTheProviderSaid() {
        JsonNode line = alarm(new EngineException(Failure.CREDENTIALS, new PublicError(Failure.CREDENTIALS.code(), "No."),
                Optional.empty(), new ProviderReport(403, "org_unverified", "invalid_request_error", "req_0a1b",
                        "Your organization must be verified.")));

        assertEquals("403", line.path("status").asText());
        assertEquals("org_unverified", line.path("code").asText());
        assertEquals("invalid_request_error", line.path("type").asText());
        assertEquals("req_0a1b", line.path("provider_request_id").asText());
        assertEquals("Your organization must be verified.", line.path("message").asText());
        assertEquals("CREDENTIALS", line.path("failure").asText());
        assertFalse(line.path("task_id").asText().isEmpty());
    }

    @Test
    void alarmOfOurOwnHasNoWordsOfAProvider() {
        JsonNode line = alarm(new EngineException(Failure.CREDENTIALS, "No key for bfl is configured."));

        assertFalse(line.has("status"));
        assertTrue(line.path("cause").asText().contains("No key for bfl is configured."), line.toString());
    }
}
