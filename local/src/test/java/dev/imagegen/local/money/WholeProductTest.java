package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both tables multiplied: every model and route, by every engine, in every tier and format, with and without a seed, times
 * everything that can go wrong. It takes some minutes on two cores, so it runs in the gate, and when it is asked for:
 * {@code mvn -pl local -am test -Dtest=WholeProductTest -Dimagegen.money=whole -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Execution(ExecutionMode.CONCURRENT)
class WholeProductTest {

    /** A picture that should come, and what goes wrong with it. */
    record Case(GoodTable.Row good, ImageFormat format, boolean seeded, FailureTable.Row failure) {

        Wish wish() {
            Wish wish = good.wish(0, format, seeded).wish();
            return new Wish(wish.model(), wish.prompt() + " emulate:" + failure.line().mishap(), wish.size(), format, wish.seed());
        }

        boolean direct() {
            return failure.engine().equals("direct");
        }

        /** What is stored in the end, if the task completes. */
        Pixels made() {
            Pixels whole = direct() ? GoodTable.made(wish(), good) : GoodTable.madeByAddOn(good);
            return switch (failure.line().end()) {
                case "other size" -> new Pixels(whole.width() / 2, whole.height() / 2);
                case "successor" -> GoodTable.madeBySuccessor(whole);
                default -> whole;
            };
        }

        @Override
        public String toString() {
            return "%s, %s, %s, %s".formatted(failure, good.asked(), format.wireName(), seeded ? "seed" : "no seed");
        }
    }

    /** What only the add-on makes, in two of its tiers: it is passed on in all of them alike. */
    private static List<GoodTable.Row> rows() {
        return Stream.concat(
                GoodTable.rows().stream(),
                GoodTable.rowsOfAddOnAlone().stream().filter(row -> row.size().area() < 1_000_000)).toList();
    }

    static Stream<Case> cases() {
        List<FailureTable.Row> failures = FailureTable.rows().filter(row -> !row.temporary()).toList();
        return rows().stream()
                .flatMap(good -> failures.stream().filter(failure -> failure.model().equals(good.model()))
                        .flatMap(failure -> cases(good, failure)));
    }

    /** All formats, with a seed and without; of a model that is passed on whatever it is asked for, one of the six in turn. */
    private static Stream<Case> cases(GoodTable.Row good, FailureTable.Row failure) {
        List<Case> all = Stream.of(ImageFormat.values())
                .flatMap(format -> Stream.of(true, false).map(seeded -> new Case(good, format, seeded, failure)))
                .toList();
        boolean passedOn = !FailureTable.direct().contains(good.model());
        return passedOn ? Stream.of(all.get(Math.floorMod(failure.toString().hashCode(), all.size()))) : all.stream();
    }

    @EnabledIfSystemProperty(named = "imagegen.money", matches = "whole")
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatGoesWrongEndsWithItsErrorAndRightBooksWhateverWasAskedFor(Case one) throws IOException {
        FailureTable.Line line = one.failure().line();
        Wish wish = one.wish();
        try (House house = House.servedBy(one.failure().engine())) {
            Task accepted = house.accept(wish);
            long reserved = accepted.reservation().credits();
            assertEquals(one.direct() ? one.good().reserved() : GoodTable.reservedOfAddOn(one.good()), reserved, "reserved");
            house.platform.untilAllHaveEnded();
            Task task = house.now(accepted);

            if (line.completes()) {
                var completed = assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
                ImageHeader stored = ImageHeader.read(house.stored(task)).orElseThrow();
                assertEquals(one.made(), new Pixels(stored.width(), stored.height()));
                assertEquals(stored, new ImageHeader(
                        completed.asset().format(), completed.asset().width(), completed.asset().height()));
                assertTrue(completed.credits() <= reserved, () -> completed.credits() + " of " + reserved);
                house.platform.untilAllIsDone();
                Books.assertBalanced(house, completed.credits(), 0, line.mayBill() * reserved);
            } else {
                var failed = assertInstanceOf(TaskState.Failed.class, task.state(), () -> task.state().toString());
                house.platform.untilAllIsDone();
                assertEquals(line.end(), failed.error().code().wireName());
                assertEquals(line.mayBill(), task.repeatedCalls() + (failed.maybeBilled() ? 1 : 0), "maybe billed");
                Books.assertBalanced(house, 0, reserved, line.mayBill() * reserved);
            }
            assertTold(one, wish, task);
            assertSent(house, one, wish, task);
            assertEquals(line.paid(), house.paid(), "paid");
            Books.assertTidy(house, task);
        }
    }

    /** What was adjusted is said whatever became of it. */
    private static void assertTold(Case one, Wish wish, Task task) {
        if (one.direct()) {
            List<String> adjusted = GoodTable.notices(wish, one.good()).stream()
                    .filter(text -> text.startsWith("The size was") || text.startsWith("The format was"))
                    .toList();
            assertTrue(Books.texts(task).containsAll(adjusted), () -> Books.texts(task) + " without " + adjusted);
        }
    }

    private static void assertSent(House house, Case one, Wish wish, Task task) {
        List<Wire> sent = house.submissions(wish);
        assertEquals(one.failure().line().submissions(), sent.size(), "submissions");
        // The second order of a retired model is its successor's, which is another one.
        for (Wire each : one.failure().line().end().equals("successor") ? sent.subList(0, 1) : sent) {
            assertEquals(one.direct()
                    ? Wire.expected(wish, one.good().size())
                    : Wire.ofAddOn(wish, task, each.body().path("reference_images")), each);
        }
    }

    @Test
    void theProductIsWhole() {
        int combinations = ImageFormat.values().length * 2;
        Map<String, Long> cases = cases().collect(Collectors.groupingBy(one -> one.good().model(), Collectors.counting()));
        for (String model : FailureTable.models()) {
            boolean direct = FailureTable.direct().contains(model);
            long rows = rows().stream().filter(row -> row.model().equals(model)).count();
            assertTrue(rows >= (direct ? 4 : 2), model);
            assertEquals(rows * Mishap.values().length * (direct ? 2 * combinations : 1), cases.get(model), model);
        }
    }
}
