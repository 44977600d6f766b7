package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.Json;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobTest {

    private static final String ID = "019aabbccddeeff00112233445566778";

    private static List<Job> jobs() {
        return List.of(new Job.Advance(ID, 3), new Job.Advance(ID, 0, OptionalLong.of(7)), new Job.Deliver(ID), new Job.Deliver(ID, OptionalInt.of(0)), new Job.Delete(ID),
                new Job.Audit());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void jobIsReadBackAsItWasWritten(Job job) {
        assertEquals(job, Job.read(Job.write(job)));
    }

    @Test
    void whatTheStoreToldIsReadBackAsItWasWritten() {
        Job job = new Job.Told("{\"notification_type\":\"rename\",\"to_public_id\":\"größe \\\" 1\"}", 2);
        assertEquals(job, Job.read(Job.write(job)));
    }

    @Test
    void messageSaysWhatToDoAndForWhichTask() {
        assertEquals(
                Json.object().put("job", "advance").put("task_id", ID).put("waits", 0), Json.parse(Job.write(new Job.Advance(ID))));
    }

    @Test
    void fieldOfALaterVersionIsIgnored() {
        assertEquals(new Job.Advance(ID), Job.read("{\"job\":\"advance\",\"task_id\":\"" + ID + "\",\"since\":1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "garbage", "null", "[]", "1", "\"advance\"", "{}", "{\"job\":\"advance\"}",
        "{\"job\":\"advance\",\"task_id\":null}", "{\"job\":\"advance\",\"task_id\":\"\"}",
        "{\"job\":\"advance\",\"task_id\":\"no hex\"}", "{\"job\":\"advance\",\"task_id\":{\"id\":\"1\"}}",
        "{\"job\":\"told\",\"tries\":1}", "{\"job\":\"told\",\"event\":\"x\"}",
        "{\"job\":\"paint\",\"task_id\":\"1\"}", "{\"task_id\":\"1\"}", "{\"job\":\"advance\",\"task_id\":\"1\"",
        "{\"job\":\"advance\",\"job\":\"advance\",\"task_id\":\"1\"}",
    })
    void messageThatIsNoneOfOursIsNotRead(String body) {
        assertThrows(IllegalArgumentException.class, () -> Job.read(body));
    }
}
