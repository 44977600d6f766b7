package dev.imagegen.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Figures figures = new Figures(new PrintStream(printed, true, UTF_8));

    private String line() {
        return printed.toString(UTF_8).strip().replaceAll(" {2,}", " | ");
    }

    @Test
    void lessThanASecondIsPrintedInMilliseconds() {
        figures.print("the call", Duration.ofNanos(12_340_000), "<= 100 ms");

        assertEquals("the call | 12.3 ms | goal <= 100 ms", line());
    }

    @Test
    void aSecondAndMoreIsPrintedInSeconds() {
        figures.print("all of them", Duration.ofMillis(1500), "");

        assertEquals("all of them | 1.50 s", line());
    }

    @Test
    void aHeadStandsApart() {
        figures.head("BFL");

        assertEquals("\nBFL\n", printed.toString(UTF_8).replace(System.lineSeparator(), "\n"));
    }
}
