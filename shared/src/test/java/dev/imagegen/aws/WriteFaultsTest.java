package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.audit.Finding;
import dev.imagegen.aws.FaultyDynamo.Fault;
import dev.imagegen.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request from its acceptance to its image, with each single write of the table on its way failing in each way: the image is
 * made and stored, it is paid for once, and the credits are right to one.
 */
class WriteFaultsTest {

    private static final String TABLE = "write-faults";

    private static TableLife.Table table;

    @BeforeAll
    static void create() {
        var client = EmbeddedTable.shared().client();
        table = new TableLife.Table(client, EmbeddedTable.create(client, TABLE));
    }

    /** Every write of every way, found by living it once without a fault. */
    static Stream<Arguments> faults() {
        return faults(List.of(TableLife.Way.values()), List.of(Fault.values()));
    }

    static Stream<Arguments> lastingFaults() {
        return faults(List.of(TableLife.Way.PAID, TableLife.Way.ASKED), List.of(Fault.THROTTLED, Fault.ANSWER_LOST));
    }

    private static Stream<Arguments> faults(List<TableLife.Way> ways, List<Fault> kinds) {
        List<Arguments> all = new ArrayList<>();
        for (TableLife.Way way : ways) {
            int writes = new TableLife(table, way).live();
            for (int write = 0; write < writes; write++) {
                for (Fault fault : kinds) {
                    all.add(Arguments.of(way, fault, write));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void writeThatFailsOnceLosesNothing(TableLife.Way way, Fault fault, int write) {
        endsWell(way, fault, write, 1);
    }

    /** As long as a worker repeats what it must not lose. */
    @ParameterizedTest
    @MethodSource("lastingFaults")
    void paidImageSurvivesAWriteThatFailsSixTimes(TableLife.Way way, Fault fault, int write) {
        endsWell(way, fault, write, 6);
    }

    private static void endsWell(TableLife.Way way, Fault fault, int write, int times) {
        var life = new TableLife(table, way);
        life.failing(fault, write, times);

        life.live();

        var completed = assertInstanceOf(TaskState.Completed.class, life.task().state());
        assertTrue(life.isStored(completed), "the image is in the store");
        assertEquals(way.free() ? life.calls() : 1, life.calls(), "calls of the engine");
        var balance = life.balance();
        assertEquals(0, balance.reserved());
        assertEquals(completed.credits(), balance.used());
        assertEquals(0, balance.possibleSpend());
        assertTrue(life.isNotificationOwed(), "its client is told");
    }

    @AfterAll
    static void audit() {
        List<Finding> findings = table.audit();
        assertFalse(findings.isEmpty());
        assertEquals(List.of(), findings.stream().filter(finding -> !finding.right()).toList());
    }
}
