package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.Mishap;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider, and everything that it can do wrong: how the task ends, and what became of the money. */
@Timeout(120)
class FailureTableTest {

    /**
     * How it ends; how often it was submitted; how many pictures the provider made and bills; what the books say about it
     * ({@code may bill} is the operator's possible spend); for what the operator is called.
     */
    private static final String TABLE = """
            flux-2-pro        | refuse-input  | content_refused     | 1 | 0 | -        | -
            flux-2-pro        | refuse-output | content_refused     | 1 | 1 | may bill | -
            flux-2-pro        | rate-limit    | provider_overloaded | 6 | 0 | -        | -
            flux-2-pro        | rate-limit-2s | provider_overloaded | 6 | 0 | -        | -
            flux-2-pro        | overload      | provider_overloaded | 4 | 0 | -        | -
            flux-2-pro        | break         | provider_failed     | 1 | 1 | may bill | -
            flux-2-pro        | no-funds      | provider_failed     | 1 | 0 | -        | FUNDS
            flux-2-pro        | bad-key       | provider_failed     | 1 | 0 | -        | CREDENTIALS
            flux-2-pro        | retired       | provider_failed     | 1 | 0 | -        | RETIRED
            flux-2-pro        | reject        | provider_failed     | 1 | 0 | -        | REJECTED
            flux-2-pro        | cut-before    | outcome_unknown     | 1 | 0 | may bill | -
            flux-2-pro        | cut           | outcome_unknown     | 1 | 1 | may bill | -
            flux-2-pro        | cut-middle    | outcome_unknown     | 1 | 1 | may bill | -
            flux-2-pro        | empty         | provider_failed     | 1 | 1 | may bill | -
            flux-2-pro        | wrong-size    | other size          | 1 | 1 | -        | -
            flux-2-pro        | garbage       | provider_failed     | 1 | 1 | may bill | -
            flux-2-pro        | expired       | completed           | 1 | 1 | -        | -
            flux-2-pro        | never         | outcome_unknown     | 1 | 0 | may bill | -
            recraft-v4        | refuse-input  | content_refused     | 1 | 0 | -        | -
            recraft-v4        | refuse-output | content_refused     | 1 | 1 | may bill | -
            recraft-v4        | rate-limit    | provider_overloaded | 6 | 0 | -        | -
            recraft-v4        | rate-limit-2s | provider_overloaded | 6 | 0 | -        | -
            recraft-v4        | overload      | provider_overloaded | 4 | 0 | -        | -
            recraft-v4        | break         | provider_failed     | 1 | 1 | may bill | -
            recraft-v4        | no-funds      | provider_failed     | 1 | 0 | -        | FUNDS
            recraft-v4        | bad-key       | provider_failed     | 1 | 0 | -        | CREDENTIALS
            recraft-v4        | retired       | provider_failed     | 1 | 0 | -        | RETIRED
            recraft-v4        | reject        | provider_failed     | 1 | 0 | -        | REJECTED
            recraft-v4        | cut-before    | outcome_unknown     | 1 | 0 | may bill | -
            recraft-v4        | cut           | outcome_unknown     | 1 | 1 | may bill | -
            recraft-v4        | cut-middle    | outcome_unknown     | 1 | 1 | may bill | -
            recraft-v4        | empty         | provider_failed     | 1 | 0 | may bill | -
            recraft-v4        | wrong-size    | other size          | 1 | 1 | -        | -
            recraft-v4        | garbage       | provider_failed     | 1 | 1 | may bill | -
            recraft-v4        | expired       | completed           | 1 | 1 | -        | -
            recraft-v4        | never         | completed           | 1 | 1 | -        | -
            gpt-image-1-mini  | refuse-input  | content_refused     | 1 | 0 | -        | -
            gpt-image-1-mini  | refuse-output | content_refused     | 1 | 1 | may bill | -
            gpt-image-1-mini  | rate-limit    | provider_overloaded | 6 | 0 | -        | -
            gpt-image-1-mini  | rate-limit-2s | provider_overloaded | 6 | 0 | -        | -
            gpt-image-1-mini  | overload      | provider_overloaded | 4 | 0 | -        | -
            gpt-image-1-mini  | break         | provider_failed     | 1 | 1 | may bill | -
            gpt-image-1-mini  | no-funds      | provider_failed     | 1 | 0 | -        | FUNDS
            gpt-image-1-mini  | bad-key       | provider_failed     | 1 | 0 | -        | CREDENTIALS
            gpt-image-1-mini  | retired       | successor           | 2 | 1 | -        | RETIRED
            gpt-image-2       | retired       | provider_failed     | 1 | 0 | -        | RETIRED
            gpt-image-1-mini  | reject        | provider_failed     | 1 | 0 | -        | REJECTED
            gpt-image-1-mini  | cut-before    | outcome_unknown     | 1 | 0 | may bill | -
            gpt-image-1-mini  | cut           | outcome_unknown     | 1 | 1 | may bill | -
            gpt-image-1-mini  | cut-middle    | outcome_unknown     | 1 | 1 | may bill | -
            gpt-image-1-mini  | empty         | provider_failed     | 1 | 0 | may bill | -
            gpt-image-1-mini  | wrong-size    | other size          | 1 | 1 | -        | -
            gpt-image-1-mini  | garbage       | provider_failed     | 1 | 1 | may bill | -
            gpt-image-1-mini  | expired       | completed           | 1 | 1 | -        | -
            gpt-image-1-mini  | never         | completed           | 1 | 1 | -        | -
            nano-banana-1     | refuse-input  | content_refused     | 1 | 0 | -        | -
            nano-banana-1     | refuse-output | content_refused     | 1 | 0 | may bill | -
            nano-banana-1     | rate-limit    | provider_overloaded | 6 | 0 | -        | -
            nano-banana-1     | rate-limit-2s | provider_overloaded | 6 | 0 | -        | -
            nano-banana-1     | overload      | provider_overloaded | 4 | 0 | -        | -
            nano-banana-1     | break         | provider_failed     | 1 | 1 | may bill | -
            nano-banana-1     | no-funds      | provider_failed     | 1 | 0 | -        | FUNDS
            nano-banana-1     | bad-key       | provider_failed     | 1 | 0 | -        | CREDENTIALS
            nano-banana-1     | retired       | successor           | 2 | 1 | -        | RETIRED
            nano-banana-2     | retired       | provider_failed     | 1 | 0 | -        | RETIRED
            nano-banana-1     | reject        | provider_failed     | 1 | 0 | -        | REJECTED
            nano-banana-1     | cut-before    | outcome_unknown     | 1 | 0 | may bill | -
            nano-banana-1     | cut           | outcome_unknown     | 1 | 1 | may bill | -
            nano-banana-1     | cut-middle    | outcome_unknown     | 1 | 1 | may bill | -
            nano-banana-1     | empty         | provider_failed     | 1 | 0 | may bill | -
            nano-banana-1     | wrong-size    | other size          | 1 | 1 | -        | -
            nano-banana-1     | garbage       | provider_failed     | 1 | 1 | may bill | -
            nano-banana-1     | expired       | completed           | 1 | 1 | -        | -
            nano-banana-1     | never         | completed           | 1 | 1 | -        | -
            ideogram-v4-turbo | refuse-input  | content_refused     | 1 | 0 | -        | -
            ideogram-v4-turbo | refuse-output | content_refused     | 1 | 1 | may bill | -
            ideogram-v4-turbo | rate-limit    | provider_overloaded | 6 | 0 | -        | -
            ideogram-v4-turbo | rate-limit-2s | provider_overloaded | 6 | 0 | -        | -
            ideogram-v4-turbo | overload      | provider_overloaded | 4 | 0 | -        | -
            ideogram-v4-turbo | break         | provider_failed     | 1 | 1 | may bill | -
            ideogram-v4-turbo | no-funds      | provider_failed     | 1 | 0 | -        | FUNDS
            ideogram-v4-turbo | bad-key       | provider_failed     | 1 | 0 | -        | CREDENTIALS
            ideogram-v4-turbo | retired       | provider_failed     | 1 | 0 | -        | RETIRED
            ideogram-v4-turbo | reject        | provider_failed     | 1 | 0 | -        | REJECTED
            ideogram-v4-turbo | cut-before    | outcome_unknown     | 1 | 0 | may bill | -
            ideogram-v4-turbo | cut           | outcome_unknown     | 1 | 1 | may bill | -
            ideogram-v4-turbo | cut-middle    | outcome_unknown     | 1 | 1 | may bill | -
            ideogram-v4-turbo | empty         | provider_failed     | 1 | 1 | may bill | -
            ideogram-v4-turbo | wrong-size    | other size          | 1 | 1 | -        | -
            ideogram-v4-turbo | garbage       | provider_failed     | 1 | 1 | may bill | -
            ideogram-v4-turbo | expired       | completed           | 1 | 1 | -        | -
            ideogram-v4-turbo | never         | outcome_unknown     | 1 | 0 | may bill | -
            """;

    /** @param end the public error code, or a word for how it was completed */
    record Row(String model, String mishap, String end, int submissions, int paid, boolean mayBill, String alarm) {

        static Row of(String line) {
            String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
            return new Row(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]), Integer.parseInt(cells[4]),
                    cells[5].equals("may bill"), cells[6]);
        }

        @Override
        public String toString() {
            return model + ", " + mishap;
        }

        Wish wish() {
            return Wish.lamp(model, "emulate:" + mishap).sized("1:1 at 1K");
        }

        boolean completes() {
            return Set.of("completed", "other size", "successor").contains(end);
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(Row::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whatGoesWrongEndsWithItsErrorAndRightBooks(Row row) throws IOException {
        try (House house = House.direct()) {
            Task task = house.ended(row.wish());

            long reserved = task.reservation().credits();
            if (row.completes()) {
                var completed = assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
                assertTrue(completed.credits() <= reserved, () -> completed.credits() + " of " + reserved);
                assertEquals(notices(row), Books.texts(task));
                assertEquals(row.end().equals("other size") ? 512 : 1024,
                        ImageHeader.read(house.stored(task)).orElseThrow().width());
                Books.assertBalanced(house, completed.credits(), 0, 0);
            } else {
                var failed = assertInstanceOf(TaskState.Failed.class, task.state(), () -> task.state().toString());
                assertEquals(row.end(), failed.error().code().wireName());
                assertEquals(row.mayBill(), failed.maybeBilled(), "maybe billed");
                Books.assertBalanced(house, 0, reserved, row.mayBill() ? reserved : 0);
            }
            assertEquals(row.submissions(), house.providers.of(row.wish().provider()).submissions().size(), "submissions");
            assertEquals(row.paid(), house.providers.paid(), "paid");
            assertEquals(row.alarm().equals("-") ? List.of() : List.of(row.alarm()),
                    house.logged("provider_alarm").stream().map(line -> line.path("failure").asText()).toList());
            Books.assertTidy(house, task);
        }
    }

    private static List<String> notices(Row row) {
        return switch (row.end()) {
            case "other size" -> List.of(row.model() + " was asked for 1024x1024 and made 512x512.");
            case "successor" -> List.of("The provider has retired %s: its successor %s made the image.".formatted(
                    row.model().startsWith("gpt") ? "gpt-image-1-mini" : "gemini-2.5-flash-image",
                    row.model().startsWith("gpt") ? "gpt-image-2.6-flare" : "gemini-3.1-flash-lite-image"));
            default -> List.of();
        };
    }

    @Test
    void theTableHasEverythingThatCanGoWrongAtEachProvider() {
        Set<String> expected = EmulatedProviders.NAMES.stream()
                .flatMap(provider -> Stream.of(Mishap.values()).map(mishap -> provider + " " + mishap.word()))
                .collect(Collectors.toSet());
        assertEquals(expected,
                rows().map(row -> row.wish().provider() + " " + row.mishap()).collect(Collectors.toSet()));
    }

    @Test
    void noRowOfTheTablePaysTwiceOrLeavesSpendUnbooked() {
        assertTrue(rows().allMatch(row -> row.paid() <= 1));
        assertTrue(rows().filter(row -> row.paid() == 1 && !row.completes()).allMatch(Row::mayBill));
    }

    @ParameterizedTest
    @CsvSource({"flux-2-pro", "recraft-v4", "gpt-image-1-mini", "nano-banana-1", "ideogram-v4-turbo"})
    void aProviderThatSaysHowLongIsLeftAloneForSoLong(String model) throws IOException {
        assertEquals(List.of(0L, 2L, 2L, 2L, 2L, 2L), secondsBetweenTries(model, Mishap.RATE_LIMIT_2S));
    }

    @ParameterizedTest
    @CsvSource({"flux-2-pro", "recraft-v4", "gpt-image-1-mini", "nano-banana-1", "ideogram-v4-turbo"})
    void aProviderThatDoesNotSayHowLongIsLeftAloneLongerEachTime(String model) throws IOException {
        assertEquals(List.of(0L, 1L, 2L, 4L, 8L, 16L), secondsBetweenTries(model, Mishap.RATE_LIMIT));
        assertEquals(List.of(0L, 1L, 2L, 4L), secondsBetweenTries(model, Mishap.OVERLOAD));
    }

    private static List<Long> secondsBetweenTries(String model, Mishap mishap) throws IOException {
        try (House house = House.direct()) {
            house.ended(Wish.lamp(model, "emulate:" + mishap.word()));
            return house.agenda.delays().stream().map(Duration::toSeconds).toList();
        }
    }

    /** One that says it hurts others that come to it meanwhile: they wait, and it is not asked by them either. */
    @Test
    void nobodyElseIsSentToAProviderThatAsksToBeLeftAlone() throws IOException {
        try (House house = House.direct()) {
            house.accept(Wish.lamp("flux-2-pro", "emulate:rate-limit-2s"));
            Task other = house.accept(Wish.lamp("flux-2-klein-9b", ""));
            house.platform.untilAllIsDone();

            assertInstanceOf(TaskState.Completed.class, house.now(other).state());
            Duration waited = house.now(other).age(((TaskState.Completed) house.now(other).state()).asset().createdAt());
            assertTrue(waited.compareTo(Duration.ofSeconds(10)) > 0, () -> "made after " + waited);
            assertEquals(1, house.providers.paid());
        }
    }
}
