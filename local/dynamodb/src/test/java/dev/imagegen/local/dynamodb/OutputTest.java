package dev.imagegen.local.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputTest {

    @Test
    void keepsLinesInTheirOrder() {
        var output = new Output();
        output.add("first");
        output.add("second");

        assertEquals("first\nsecond", output.text());
    }

    @Test
    void keepsOnlyTheLastFiftyLines() {
        var output = new Output();
        IntStream.rangeClosed(1, 51).forEach(line -> output.add("line " + line));

        assertTrue(output.text().startsWith("line 2\n"), output.text());
        assertTrue(output.text().endsWith("line 51"), output.text());
    }
}
