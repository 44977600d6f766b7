package dev.imagegen.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddleWhateverTheirOrder() {
        assertEquals(Duration.ofMillis(3), Durations.median(millis(9, 1, 3, 2, 7)));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheSlowerOfTheTwoInTheMiddle() {
        assertEquals(Duration.ofMillis(3), Durations.median(millis(4, 3, 2, 1)));
    }

    @Test
    void theOnlyTimeIsEveryPercentile() {
        assertEquals(Duration.ofMillis(5), Durations.percentile(millis(5), 0));
        assertEquals(Duration.ofMillis(5), Durations.percentile(millis(5), 50));
        assertEquals(Duration.ofMillis(5), Durations.percentile(millis(5), 100));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "50, 101", "95, 191", "99, 199", "100, 200"})
    void aPercentileLeavesThatPartOfTwoHundredTimesBelowIt(int percent, long expected) {
        var times = IntStream.rangeClosed(1, 200).mapToObj(i -> Duration.ofMillis(201 - i)).toList();

        assertEquals(Duration.ofMillis(expected), Durations.percentile(times, percent));
    }

    @Test
    void oneOutlierDoesNotMoveTheMedian() {
        assertEquals(Durations.median(millis(10, 11, 12)), Durations.median(millis(10, 11, 60_000)));
    }

    private static List<Duration> millis(long... times) {
        return LongStream.of(times).mapToObj(Duration::ofMillis).toList();
    }
}
