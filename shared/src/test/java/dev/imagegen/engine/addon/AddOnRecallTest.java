package dev.imagegen.engine.addon;

import static dev.imagegen.engine.addon.AddOnBench.RESOURCE;
import static dev.imagegen.engine.addon.AddOnBench.TASK_ID;
import static dev.imagegen.engine.addon.AddOnBench.managed;
import static dev.imagegen.engine.addon.AddOnBench.refuses;
import static dev.imagegen.engine.addon.AddOnBench.temporary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Target;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Progress;
import dev.imagegen.task.Ids;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddOnRecallTest {

    private static final Target LAMP = new Target.Managed(Optional.of("gen/lamp №1"), Optional.empty());
    private static final String LAMP_RESOURCE = "/v1_1/acme-demo/resources/image/upload/gen/lamp №1";
    private static final long MADE_AT = Ids.madeAt(TASK_ID).orElseThrow().getEpochSecond();

    private AddOnBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AddOnBench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void whatIsUnderTheTasksPublicIdIsTheTasks() {
        bench.with(RESOURCE, 200, asset("imagegen/" + TASK_ID, 1));

        Delivered found = assertInstanceOf(Delivered.class, bench.engine().recall(managed().drawing()).orElseThrow());

        assertEquals("a1", found.asset().assetId());
        assertEquals(OptionalLong.of(42), found.seed());
        assertEquals(OptionalLong.empty(), found.microDollars());
        assertEquals(List.of("GET " + RESOURCE), bench.calls());
        assertEquals(AddOnBench.BASIC, bench.call().header("Authorization"));
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "60, true"})
    void underTheCallersPublicIdOnlyWhatCameAfterTheTaskIsTheTasks(long seconds, boolean found) {
        bench.with(LAMP_RESOURCE, 200, asset("gen/lamp №1", MADE_AT + seconds));

        assertEquals(found, bench.engine().recall(managed().target(LAMP).drawing()).isPresent());
    }

    @Test
    void withoutATimeOfTheTaskTheCallersPublicIdProvesNothing() {
        bench.with(LAMP_RESOURCE, 200, asset("gen/lamp №1", MADE_AT));

        assertTrue(bench.engine().recall(managed().task("task-1").target(LAMP).drawing()).isEmpty());
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertEquals(Optional.<Progress>empty(), bench.engine().recall(managed().drawing()));
    }

    @Test
    void aTemporaryImageCannotBeFoundAgain() {
        assertEquals(Optional.<Progress>empty(), bench.engine().recall(temporary().drawing()));
        assertEquals(List.of(), bench.calls());
    }

    @ParameterizedTest
    @CsvSource({"401, '', CREDENTIALS", "403, '', CREDENTIALS", "420, '', OVERLOADED", "429, '', RATE_LIMITED",
        "500, '', OVERLOADED", "503, '', OVERLOADED", "400, '', OVERLOADED", "200, '', OVERLOADED", "200, <html>, OVERLOADED"})
    void ifItCannotBeAskedItSaysSo(int status, String body, Failure failure) {
        bench.with(RESOURCE, status, body);

        assertEquals(failure, refuses(() -> bench.engine().recall(managed().drawing())).failure());
    }

    private static String asset(String publicId, long version) {
        return """
                {'asset_id': 'a1', 'public_id': '%s', 'format': 'png', 'version': %d, 'bytes': 99, 'width': 1024, 'height': 768,
                 'secure_url': 'BASE/x.png', 'created_at': '2020-09-21T14:13:20+00:00'}""".formatted(publicId, version);
    }
}
