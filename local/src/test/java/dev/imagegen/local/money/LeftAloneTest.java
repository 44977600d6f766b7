package dev.imagegen.local.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.providers.Mishap;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a provider is left alone that has too much to do. */
class LeftAloneTest {

    @ParameterizedTest
    @CsvSource({"flux-2-pro", "recraft-v4", "gpt-image-1-mini", "nano-banana-1", "ideogram-v4-turbo"})
    void aProviderThatSaysHowLongIsLeftAloneForSoLong(String model) throws IOException {
        assertEquals(List.of(0L, 2L, 2L, 2L, 2L, 2L), secondsBetweenTries(model, Mishap.RATE_LIMIT_2S));
        assertEquals(List.of(0L, 2L, 2L, 2L), secondsBetweenTries(model, Mishap.OVERLOAD_2S));
    }

    @ParameterizedTest
    @CsvSource({"flux-2-pro", "recraft-v4", "gpt-image-1-mini", "nano-banana-1", "ideogram-v4-turbo"})
    void aProviderThatDoesNotSayHowLongIsLeftAloneLongerEachTime(String model) throws IOException {
        assertEquals(List.of(0L, 1L, 2L, 4L, 8L, 16L), secondsBetweenTries(model, Mishap.RATE_LIMIT));
    }

    /** Such a call may have run: it is made once more where the provider documents that it bills none, else never. */
    @ParameterizedTest
    @CsvSource({"flux-2-pro, 1", "recraft-v4, 1", "gpt-image-1-mini, 1", "nano-banana-1, 2", "ideogram-v4-turbo, 2"})
    void providerThatIsNotAvailableIsAskedTwiceAtMost(String model, int calls) throws IOException {
        assertEquals(List.of(0L, 1L).subList(0, calls), secondsBetweenTries(model, Mishap.OVERLOAD));
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
