package dev.imagegen.engine.sandbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersTest {

    private final PixelFont font = PixelFont.load();
    private final LineBreaker breaker = new LineBreaker(font);

    @ParameterizedTest
    @CsvSource({
        "plain ~ASCII~, plain ~ASCII~",
        "Crème brûlée in Łódź, Creme brulee in Lodz",
        "Straße, Strasse",
        "“quoted” – ‘dashed’—…, \"quoted\" - 'dashed'-...",
        "ﬁne ½ ①, fine 1/2 1",
        "水, [U+6C34]",
        "🦆!, [U+1F986]!",
        "👩‍🎨️, [U+1F469][U+1F3A8]",
    })
    void anyTextBecomesLettersOfTheFont(String text, String letters) {
        assertEquals(letters, Letters.of(text));
    }

    @Test
    void whiteSpaceAndControlsBecomeSingleBlanks() {
        assertEquals("a b c", Letters.of("\n a \t\r\n b\u0000\u00a0\u2003c \u0007"));
    }

    @Test
    void everyCharacterHasGlyphs() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
            String letters = Letters.of(Character.toString(c));
            assertDoesNotThrow(() -> font.width(letters));
        }
    }

    @Test
    void theFontDrawsWhatItsFileShows() {
        Glyph glyph = font.glyph('g');
        StringBuilder drawn = new StringBuilder();
        for (int y = 0; y < PixelFont.HEIGHT; y++) {
            for (int x = 0; x < glyph.width(); x++) {
                drawn.append(glyph.inked(x, y) ? '#' : '.');
            }
            drawn.append('\n');
        }
        assertEquals(
                """
                .....
                .....
                .####
                #...#
                #...#
                #...#
                .####
                ....#
                .###.
                """,
                drawn.toString());
    }

    @Test
    void noTwoCharactersOfTheFontLookTheSameButTheTimesSign() {
        long looks = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~…·"
                .chars()
                .mapToObj(c -> font.glyph((char) c).rows())
                .map(Arrays::toString)
                .distinct()
                .count();
        assertEquals(96, looks);
    }

    @Test
    void linesBreakBetweenWordsAndTheLastIsCut() {
        int columns = font.width("one two");
        assertEquals(List.of("one two"), breaker.lines("one two", columns, 3));
        assertEquals(List.of("one", "two"), breaker.lines("one two", columns - 1, 3));
        assertEquals(List.of("one two", "three", "four fi…"), breaker.lines("one two three four five", font.width("four fi…"), 3));
    }

    @Test
    void aWordLongerThanALineIsBrokenAndAnEmptyTextHasNoLine() {
        assertEquals(List.of("aaa", "aa"), breaker.lines("aaaaa", font.width("aaa"), 9));
        assertEquals(List.of(), breaker.lines("", 100, 3));
    }

    @Test
    void aLineTooShortForAnythingStillEnds() {
        assertEquals(List.of("a", "…"), breaker.lines("abc", 0, 2));
    }

    @Test
    void noLineIsWiderThanAskedAndNoLetterIsLostUntilTheCut() {
        Random random = new Random(4);
        for (int round = 0; round < 500; round++) {
            String text = Letters.of(random.ints(random.nextInt(200), ' ', 'z')
                    .mapToObj(c -> c % 5 == 0 ? " " : Character.toString(c))
                    .collect(Collectors.joining()));
            int columns = 8 + random.nextInt(120);
            List<String> lines = breaker.lines(text, columns, 4);
            assertTrue(lines.size() <= 4);
            lines.forEach(line -> assertTrue(font.width(line) <= columns, line));
            String read = String.join("", lines).replace(" ", "");
            String shown = read.endsWith("…") ? read.substring(0, read.length() - 1) : read;
            assertTrue(text.replace(" ", "").startsWith(shown), text + " became " + lines);
            assertEquals(read.endsWith("…"), shown.length() < text.replace(" ", "").length());
        }
    }
}
