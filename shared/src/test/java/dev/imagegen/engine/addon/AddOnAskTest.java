package dev.imagegen.engine.addon;

import static dev.imagegen.engine.addon.AddOnBench.RESOURCE;
import static dev.imagegen.engine.addon.AddOnBench.STORAGE;
import static dev.imagegen.engine.addon.AddOnBench.TASK;
import static dev.imagegen.engine.addon.AddOnBench.lookedUp;
import static dev.imagegen.engine.addon.AddOnBench.managed;
import static dev.imagegen.engine.addon.AddOnBench.refuses;
import static dev.imagegen.engine.addon.AddOnBench.temporary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Severity;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the add-on says of a task: its state, its cost, its notices, and an end that it does not explain. */
class AddOnAskTest {

    private AddOnBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AddOnBench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "processing", "queued_again", ""})
    void anyStateThatIsNoEndIsPending(String status) {
        bench.with(TASK, 200, "{'data': {'task_id': '1c9e5f0a', 'status': '%s', 'result': null, 'error': null}}".formatted(status));

        assertEquals(new Pending(bench.upstream(OptionalLong.empty())), bench.ask(managed().drawing()));
        assertEquals("GET", bench.call().method());
        assertEquals(AddOnBench.BASIC, bench.call().header("Authorization"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'error': {'category': 'user_error', 'code': 'MG_1', 'message': 'm'} | REFUSED",
        "'error': {'category': 'server_error'} | BROKEN",
        "'error': {'category': 'rate_limit_error'} | BROKEN",
        "'error': {'category': 'auth_error'} | BROKEN",
        "'error': {'category': 'brand_new'} | BROKEN",
        "'error': null | BROKEN",
        "'error': 'text' | BROKEN",
        "'x': 1 | BROKEN",
    })
    void aFailedOneIsAnEnd(String error, Failure failure) {
        bench.with(TASK, 200, "{'data': {'task_id': '1c9e5f0a', 'status': 'failed', %s}}".formatted(error));

        Failure given = refuses(() -> bench.ask(managed().drawing())).failure();

        assertEquals(failure, given);
        assertEquals(false, given.safeToRepeat() || given.operators());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{'data': null}", "<html>"})
    void anAnswerThatCannotBeReadIsAskedForAgain(String body) {
        bench.with(TASK, 200, body);

        assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(managed().drawing())).failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'result': null", "'result': {}", "'result': {'assets': []}", "'result': {'assets': [null]}",
        "'result': {'assets': [{'storage': null}]}", "'x': 1"})
    void aCompletedOneWithoutAnAssetIsLookedFor(String result) {
        bench.with(TASK, 200, "{'data': {'status': 'completed', %s}}".formatted(result));
        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.ask(managed().drawing())).failure());
        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.ask(temporary().drawing())).failure());

        bench.with(RESOURCE, 200, lookedUp("png"));
        assertInstanceOf(Delivered.class, bench.ask(managed().drawing()));
    }

    @Test
    void oneThatWasTakenJustNowMayNotBeKnownEverywhereYet() {
        for (int second = 0; second < 5; second++) {
            assertEquals(new Pending(bench.upstream(OptionalLong.empty())), bench.ask(temporary().drawing()));
            bench.clock().advance(Duration.ofSeconds(1));
        }

        assertEquals(Failure.OUTCOME_UNKNOWN, refuses(() -> bench.ask(temporary().drawing())).failure());
    }

    @Test
    void aForgottenOneIsLookedFor() {
        bench.clock().advance(Duration.ofMinutes(1));
        assertEquals(Failure.OUTCOME_UNKNOWN, refuses(() -> bench.ask(managed().drawing())).failure());
        assertEquals(Failure.OUTCOME_UNKNOWN, refuses(() -> bench.ask(temporary().drawing())).failure());

        bench.with(RESOURCE, 200, lookedUp("png"));
        assertEquals(bench.lamp(ImageFormat.PNG, 1024, 768, 99),
                assertInstanceOf(Delivered.class, bench.ask(managed().drawing())).asset());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'addons_quota': [{'type': 'image_generation', 'used_by_request': 9, 'remaining': 1, 'limit': 50}]} | 90000",
        "{'addons_quota': [{'used_by_request': null}, {'used_by_request': 4}]} | 40000",
        "{'addons_quota': [{'used_by_request': 0}]} | 0",
        "{'addons_quota': [{'used_by_request': null, 'remaining': null, 'limit': null}]} | 70000",
        "{'addons_quota': [{'used_by_request': -1}]} | 70000",
        "{'addons_quota': [{'used_by_request': 99999999999999}]} | 70000",
        "{'addons_quota': 'none'} | 70000",
        "null | 70000",
    })
    void theCostIsTheLatestThatItSays(String limits, long microDollars) {
        for (String place : new String[] {"{'data': {'status': 'completed', 'result': %s, 'limits': %s}}",
            "{'limits': %2$s, 'data': {'status': 'completed', 'result': %1$s}}"}) {
            bench.with(TASK, 200, place.formatted("{'assets': [{" + STORAGE + ", 'format': 'png', 'width': 1, 'height': 1, 'bytes': 1}]}",
                    limits));

            Delivered delivered = (Delivered) bench.engine().ask(bench.upstream(OptionalLong.of(70_000)), managed().drawing());

            assertEquals(OptionalLong.of(microDollars), delivered.microDollars());
        }
    }

    @Test
    void noticesAreMarkedAsCloudinarys() {
        bench.with(TASK, 200, "{'data': {'status': 'completed', 'result': {'assets': [{" + STORAGE + """
                , 'format': 'png', 'width': 1, 'height': 1, 'bytes': 1}]}}, 'notices': [
                 {'severity': 'warning', 'text': 'You have used 40 of 50\\ncredits.'}, {'severity': 'brand_new', 'text': 'Hm'},
                 {'severity': 'blocking', 'text': ''}, {'text': null}, null, 'x', {'severity': 'info', 'text': '%s'}]}"""
                .formatted("é".repeat(400)));

        assertEquals(List.of(
                new Notice(Severity.WARNING, "Cloudinary says: You have used 40 of 50 credits."),
                new Notice(Severity.INFO, "Cloudinary says: Hm"),
                new Notice(Severity.INFO, "Cloudinary says: " + "é".repeat(299) + "…")),
                ((Delivered) bench.ask(managed().drawing())).notices());
    }
}
