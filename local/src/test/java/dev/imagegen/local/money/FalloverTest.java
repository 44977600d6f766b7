package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Another engine stands ready: it serves what surely was not paid for, and nothing else. */
class FalloverTest {

    private static final String CHOICE = "direct,sandbox";
    private static final List<String> MODELS =
            List.of("flux-2-pro", "recraft-v4", "gpt-image-2", "nano-banana-2", "ideogram-v4-turbo");
    private static final Map<String, Integer> SUBMISSIONS =
            Map.of("bad-key", 1, "no-funds", 1, "retired", 1, "wrong-address", 1, "overload-2s", 4, "rate-limit", 6);
    private static final List<String> MAYBE_PAID =
            List.of("overload", "cut", "cut-before", "cut-middle", "break", "garbage", "empty", "refuse-output");
    private static final List<String> NOBODY_MAY = List.of("refuse-input", "reject");

    static Stream<Arguments> unpaid() {
        return MODELS.stream().flatMap(model -> SUBMISSIONS.keySet().stream().map(word -> Arguments.of(model, word)));
    }

    static Stream<Arguments> maybePaid() {
        return MODELS.stream().flatMap(model -> MAYBE_PAID.stream().map(word -> Arguments.of(model, word)));
    }

    static Stream<Arguments> refused() {
        return MODELS.stream().flatMap(model -> NOBODY_MAY.stream().map(word -> Arguments.of(model, word)));
    }

    @ParameterizedTest
    @MethodSource("unpaid")
    void whatWasSurelyNotPaidForIsMadeByTheOtherAndTold(String model, String word) throws IOException {
        try (House house = House.servedBy(CHOICE)) {
            Wish wish = Wish.lamp(model, "emulate:" + word).sized("1:1 at 1K");

            Task task = house.ended(wish);

            assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
            assertEquals(List.of(wish.provider() + " could not serve just now: sandbox was used."), Books.texts(task));
            assertEquals(1024, ImageHeader.read(house.stored(task)).orElseThrow().width());
            assertEquals(SUBMISSIONS.get(word), house.providers.of(wish.provider()).submissions().size());
            assertEquals(0, house.providers.paid());
            Books.assertBalanced(house, task.reservation().credits(), 0, 0);
            Books.assertTidy(house, task);
        }
    }

    @ParameterizedTest
    @MethodSource("maybePaid")
    void whatMayHaveBeenPaidForIsMadeByNobodyElse(String model, String word) throws IOException {
        try (House house = House.servedBy(CHOICE)) {
            Wish wish = Wish.lamp(model, "emulate:" + word);

            Task task = house.ended(wish);

            assertInstanceOf(TaskState.Failed.class, task.state());
            int calls = house.providers.of(wish.provider()).submissions().size();
            assertEquals(1 + task.repeatedCalls(), calls);
            assertEquals(0, house.assets.uploads());
            long reserved = task.reservation().credits();
            Books.assertBalanced(house, 0, reserved, calls * reserved);
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatNobodyShouldMakeIsMadeByNobodyElse(String model, String word) throws IOException {
        try (House house = House.servedBy(CHOICE)) {
            Task task = house.ended(Wish.lamp(model, "emulate:" + word));

            assertInstanceOf(TaskState.Failed.class, task.state());
            assertEquals(0, house.assets.uploads());
            Books.assertBalanced(house, 0, task.reservation().credits(), 0);
        }
    }

    @Test
    void aProviderThatIsOutOfOrderIsNotTriedForTheNextOne() throws IOException {
        try (House house = House.servedBy(CHOICE)) {
            house.ended(Wish.lamp("flux-2-pro", "emulate:bad-key"));

            Task next = house.ended(Wish.lamp("flux-2-klein-9b", ""));

            assertEquals(List.of("bfl could not serve just now: sandbox was used."), Books.texts(next));
            assertEquals(1, house.providers.of("bfl").submissions().size());
        }
    }

    @Test
    void retiredModelIsAskedForOnceThenItsSuccessorMakesEachImage() throws IOException {
        try (House house = House.direct()) {
            for (int i = 0; i < 3; i++) {
                Task task = house.ended(Wish.lamp("nano-banana-1", "emulate:retired"));
                assertInstanceOf(TaskState.Completed.class, task.state(), () -> task.state().toString());
            }

            assertEquals(4, house.providers.of("gemini").submissions().size());
            assertEquals(3, house.providers.paid());
            assertEquals(1, house.logged("provider_alarm").size());
        }
    }

    @Test
    void aProviderIsTriedAgainAfterAWhile() throws IOException {
        try (House house = House.servedBy(CHOICE)) {
            house.ended(Wish.lamp("flux-2-pro", "emulate:bad-key"));
            house.clock.advance(Duration.ofMinutes(6));

            Task next = house.ended(Wish.lamp("flux-2-klein-9b", ""));

            assertEquals(List.of(), Books.texts(next));
            assertEquals(1, house.providers.paid());
        }
    }
}
