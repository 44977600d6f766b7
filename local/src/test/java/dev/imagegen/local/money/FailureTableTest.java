package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Storage;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can go wrong, as {@link FailureTable} has it: how the task ends, and what became of the money. */
@Execution(ExecutionMode.CONCURRENT)
class FailureTableTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.imagegen.local.money.FailureTable#rows")
    void whatGoesWrongEndsWithItsErrorAndRightBooks(FailureTable.Row row) throws IOException {
        FailureTable.Line line = row.line();
        try (House house = House.servedBy(row.engine())) {
            Task accepted = house.accept(row.wish());
            house.platform.untilAllHaveEnded();
            Task task = house.now(accepted);

            long reserved = task.reservation().credits();
            if (line.completes()) {
                var completed = assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
                assertTrue(completed.credits() <= reserved, () -> completed.credits() + " of " + reserved);
                assertEquals(Set.copyOf(row.notices()), Set.copyOf(Books.texts(task)));
                assertEquals(row.width(), ImageHeader.read(house.stored(task)).orElseThrow().width());
                assertEquals(row.temporary(), completed.asset().storage() instanceof Storage.Temporary);
                house.platform.untilAllIsDone();
                Books.assertBalanced(house, completed.credits(), 0, line.mayBill() * reserved);
            } else {
                var failed = assertInstanceOf(TaskState.Failed.class, task.state(), () -> task.state().toString());
                house.platform.untilAllIsDone();
                assertEquals(line.end(), failed.error().code().wireName());
                assertEquals(line.mayBill(), task.repeatedCalls() + (failed.maybeBilled() ? 1 : 0), "maybe billed");
                Books.assertBalanced(house, 0, reserved, line.mayBill() * reserved);
            }
            assertEquals(line.submissions(), house.submissions(row.wish()).size(), "submissions");
            assertEquals(line.paid(), house.paid(), "paid");
            assertEquals(line.alarm().equals("-") ? List.of() : List.of(line.alarm()),
                    house.logged("provider_alarm").stream().map(l -> l.path("failure").asText()).distinct().toList());
            Books.assertTidy(house, task);
        }
    }

    @Test
    void theTableHasEverythingThatCanGoWrongWithEachModel() {
        Set<String> expected = Stream.of("direct", EmulatedAddOn.NAME)
                .flatMap(engine -> (engine.equals("direct") ? FailureTable.direct() : FailureTable.models()).stream().flatMap(model -> Stream.of(Mishap.values())
                        .map(mishap -> engine + " " + model + " " + mishap.word())))
                .collect(Collectors.toSet());
        assertEquals(expected, FailureTable.rows().filter(row -> !row.temporary())
                .map(row -> row.engine() + " " + row.model() + " " + row.line().mishap())
                .collect(Collectors.toSet()));
    }

    @Test
    void noRowOfTheTablePaysTwiceOrLeavesSpendUnbooked() {
        assertTrue(FailureTable.rows().map(FailureTable.Row::line)
                .allMatch(line -> line.paid() <= line.mayBill() + (line.completes() ? 1 : 0)));
    }
}
