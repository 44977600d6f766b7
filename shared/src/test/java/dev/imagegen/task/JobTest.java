package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobTest {

    private static final String ID = "019aabbccddeeff00112233445566778";

    @Test
    void jobIsReadBackAsItWasWritten() {
        Job job = new Job.Generate(ID);
        assertEquals(job, Job.read(Job.write(job)));
    }

    @Test
    void messageSaysWhatToDoAndForWhichTask() {
        assertEquals(
                Json.object().put("job", "generate").put("task_id", ID), Json.parse(Job.write(new Job.Generate(ID))));
    }

    @Test
    void fieldOfALaterVersionIsIgnored() {
        assertEquals(new Job.Generate(ID), Job.read("{\"job\":\"generate\",\"task_id\":\"" + ID + "\",\"since\":1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "garbage", "null", "[]", "1", "\"generate\"", "{}", "{\"job\":\"generate\"}",
        "{\"job\":\"generate\",\"task_id\":null}", "{\"job\":\"generate\",\"task_id\":\"\"}",
        "{\"job\":\"generate\",\"task_id\":\"no hex\"}", "{\"job\":\"generate\",\"task_id\":{\"id\":\"1\"}}",
        "{\"job\":\"paint\",\"task_id\":\"1\"}", "{\"task_id\":\"1\"}", "{\"job\":\"generate\",\"task_id\":\"1\"",
        "{\"job\":\"generate\",\"job\":\"generate\",\"task_id\":\"1\"}",
    })
    void messageThatIsNoneOfOursIsNotRead(String body) {
        assertThrows(IllegalArgumentException.class, () -> Job.read(body));
    }
}
