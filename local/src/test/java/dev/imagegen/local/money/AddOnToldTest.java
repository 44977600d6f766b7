package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.cloudinary.Route;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The add-on tells that it is done. It is believed nothing but that: what became of the picture is asked for. */
@Execution(ExecutionMode.CONCURRENT)
class AddOnToldTest {

    /**
     * How the mail comes; what is in the prompt; where the picture is to go; how it ends, and after how many seconds; how
     * often the add-on was asked; how many pictures it bills; what the books say about it.
     */
    private static final String TABLE = """
            ONCE                        | -             | managed   | completed       |  0 | 1 | 1 | -
            ONCE                        | -             | temporary | completed       |  0 | 1 | 1 | -
            ONCE                        | wrong-size    | managed   | completed       |  0 | 1 | 1 | -
            ONCE                        | refuse-output | managed   | content_refused |  0 | 1 | 0 | -
            ONCE                        | refuse-output | temporary | content_refused |  0 | 1 | 0 | -
            ONCE                        | fail          | managed   | provider_failed |  0 | 1 | 0 | may bill
            ONCE                        | fail          | temporary | provider_failed |  0 | 1 | 0 | may bill
            ONCE                        | empty         | managed   | provider_failed |  0 | 1 | 0 | may bill
            ONCE                        | cut           | managed   | completed       |  0 | 0 | 1 | -
            ONCE                        | cut           | temporary | outcome_unknown |  0 | 0 | 1 | may bill
            ONCE                        | expired       | temporary | completed       |  1 | 2 | 1 | -
            ONCE                        | no-webhook    | managed   | completed       |  1 | 1 | 1 | -
            TWICE                       | -             | managed   | completed       |  0 | 1 | 1 | -
            TWICE                       | -             | temporary | completed       |  0 | 1 | 1 | -
            TWICE                       | refuse-output | managed   | content_refused |  0 | 1 | 0 | -
            TWICE                       | fail          | managed   | provider_failed |  0 | 1 | 0 | may bill
            BEFORE_THE_ANSWER_IS_STORED | -             | managed   | completed       |  1 | 1 | 1 | -
            BEFORE_THE_ANSWER_IS_STORED | -             | temporary | completed       |  1 | 1 | 1 | -
            BEFORE_THE_ANSWER_IS_STORED | refuse-output | managed   | content_refused |  1 | 1 | 0 | -
            BEFORE_THE_ANSWER_IS_STORED | fail          | managed   | provider_failed |  1 | 1 | 0 | may bill
            AFTER_A_REJECTION           | -             | managed   | rejected        |  0 | 1 | 1 | -
            """;

    record Row(Letterbox.Post post, String word, boolean temporary, String end, long seconds, int questions, int paid,
            boolean mayBill) {

        static Row read(String line) {
            String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
            return new Row(Letterbox.Post.valueOf(cells[0]), cells[1], cells[2].equals("temporary"), cells[3],
                    Long.parseLong(cells[4]), Integer.parseInt(cells[5]), Integer.parseInt(cells[6]),
                    cells[7].equals("may bill"));
        }

        Wish wish() {
            return Wish.lamp("flux-2-pro", word.equals("-") ? "" : "emulate:" + word).kept(temporary);
        }

        boolean completes() {
            return end.equals("completed") || end.equals("rejected");
        }

        /** Of the public, in spite of an asset. */
        Optional<ErrorCode> failure() {
            return end.equals("rejected") ? Optional.of(ErrorCode.CONTENT_REFUSED) : Optional.empty();
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(Row::read);
    }

    @Test
    void aTemporaryPictureThatCannotBeFetchedIsFetchedAgainUntilItCan() throws IOException {
        try (House house = House.told(Letterbox.Post.ONCE)) {
            house.addOn.orElseThrow().failNext(Route.TEMPORARY, 6, 500);
            Task task = house.accept(Wish.lamp("flux-2-pro", "").kept(true));
            house.platform.untilAllHaveEnded();

            var completed = assertInstanceOf(TaskState.Completed.class, house.now(task).state());
            assertEquals(512, ImageHeader.read(house.stored(task)).orElseThrow().width());
            assertEquals(7, house.addOn.orElseThrow().questions());
            assertEquals(1, house.paid());
            Books.assertBalanced(house, completed.credits(), 0, 0);
        }
    }

    @Test
    void aTemporaryPictureThatCanNeverBeFetchedIsNotMadeAgainAndItsSpendIsBooked() throws IOException {
        try (House house = House.told(Letterbox.Post.ONCE)) {
            house.addOn.orElseThrow().failNext(Route.TEMPORARY, 1_000_000, 404);
            Wish wish = Wish.lamp("flux-2-pro", "").kept(true);
            Task task = house.ended(wish);

            var failed = assertInstanceOf(TaskState.Failed.class, task.state());
            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failed.error().code());
            Duration tried = Duration.between(task.createdAt(), failed.at());
            assertTrue(tried.compareTo(Duration.ofMinutes(10)) >= 0, tried::toString);
            assertEquals(1, house.submissions(wish).size());
            assertEquals(1, house.paid());
            Books.assertBalanced(house, 0, task.reservation().credits(), task.reservation().credits());
            Books.assertTidy(house, task);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whateverIsToldEndsOnceWithItsErrorAndRightBooks(Row row) throws IOException {
        try (House house = House.told(row.post())) {
            Task accepted = house.accept(row.wish());
            house.platform.untilAllHaveEnded();
            Instant end;
            long reserved = accepted.reservation().credits();
            if (row.completes()) {
                var completed = assertInstanceOf(TaskState.Completed.class, house.now(accepted).state());
                assertEquals(row.word().equals("wrong-size") ? 256 : 512,
                        ImageHeader.read(house.stored(accepted)).orElseThrow().width());
                end = completed.asset().createdAt();
                house.platform.untilAllIsDone();
                Books.assertBalanced(house, completed.credits(), 0, 0);
                var later = assertInstanceOf(TaskState.Completed.class, house.now(accepted).state());
                assertEquals(row.failure(), later.failure().map(PublicError::code));
            } else {
                var failed = assertInstanceOf(TaskState.Failed.class, house.now(accepted).state());
                assertEquals(row.end(), failed.error().code().wireName());
                end = failed.at();
                house.platform.untilAllIsDone();
                assertEquals(failed, house.now(accepted).state());
                Books.assertBalanced(house, 0, reserved, row.mayBill() ? reserved : 0);
            }
            assertEquals(row.seconds(), Duration.between(accepted.createdAt(), end).toSeconds(), "seconds");
            assertEquals(row.questions(), house.addOn.orElseThrow().questions(), "questions");
            assertEquals(1, house.submissions(row.wish()).size(), "submissions");
            assertEquals(row.paid(), house.paid(), "paid");
            Books.assertTidy(house, house.now(accepted));
        }
    }
}
