package dev.imagegen.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/errors.md to the codes that there are. */
class ErrorCatalogueTest {

    /** A line of the table: code, status, category, meaning, retry, what to do next. */
    private record Line(String code, int status, String category, List<String> words) {

        static Line of(String text) {
            List<String> cells = Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
            assertEquals(8, cells.size(), "six columns: " + text);
            return new Line(cells.get(1).replace("`", ""), Integer.parseInt(cells.get(2)), cells.get(3), cells.subList(4, 7));
        }
    }

    private static List<Line> lines() throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("imagegen.root"), "docs", "errors.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(Line::of)
                .toList();
    }

    @Test
    void everyCodeHasOneLineInTheOrderOfTheCode() throws IOException {
        assertEquals(
                Arrays.stream(ErrorCode.values()).map(ErrorCode::wireName).toList(),
                lines().stream().map(Line::code).toList());
    }

    @Test
    void lineStatesTheStatusAndTheCategoryOfItsCode() throws IOException {
        for (Line line : lines()) {
            ErrorCode code = ErrorCode.ofWireName(line.code());
            assertEquals(code.status(), line.status(), line.code());
            assertEquals(code.category().wireName(), line.category(), line.code());
        }
    }

    @Test
    void lineSaysWhatItMeansWhetherToRetryAndWhatToDo() throws IOException {
        for (Line line : lines()) {
            assertTrue(line.words().stream().noneMatch(String::isBlank), line.toString());
        }
    }
}
