package dev.imagegen.engine.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.image.Bitmap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanvasTest {

    private final Bitmap bitmap = new Bitmap(7, 5);
    private final Canvas canvas = new Canvas(bitmap);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 640})
    void aRowIsCoveredWhollyAndNoOther(int width) {
        Bitmap wide = new Bitmap(width, 3);
        new Canvas(wide).row(1, 0x123456);
        for (int x = 0; x < width; x++) {
            assertEquals(0, wide.get(x, 0));
            assertEquals(0x123456, wide.get(x, 1));
            assertEquals(0, wide.get(x, 2));
        }
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        canvas.rectangle(-3, -3, 5, 5, 0xFFFFFF, 1);
        canvas.rectangle(5, 4, 100, 100, 0xFFFFFF, 1);
        canvas.blend(7, 0, 0xFFFFFF, 1);
        canvas.blend(-1, 4, 0xFFFFFF, 1);
        int white = 0;
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 7; x++) {
                white += bitmap.get(x, y) == 0xFFFFFF ? 1 : 0;
            }
        }
        assertEquals(2 * 2 + 2, white);
    }

    @Test
    void aLowerCanvasLeavesTheRowsBelowItAlone() {
        new Canvas(bitmap, 2).rectangle(0, 0, 7, 5, 0xFFFFFF, 1);
        assertEquals(0xFFFFFF, bitmap.get(3, 1));
        assertEquals(0, bitmap.get(3, 2));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0x000000", "0, 0x000000", "0.5, 0x804020", "1, 0xFF8040", "7, 0xFF8040"})
    void aShareOfAColourIsMixedIn(double share, int expected) {
        canvas.blend(0, 0, 0xFF8040, share);
        assertEquals(expected, bitmap.get(0, 0));
    }

    @Test
    void lettersAreSquaresOfTheScaleAndAdvanceByTheirWidth() {
        Bitmap paper = new Bitmap(40, 20);
        new Canvas(paper).text(PixelFont.load(), "||", 1, 1, 2, 0xFFFFFF);
        for (int x = 0; x < 12; x++) {
            boolean inked = x == 1 || x == 2 || x == 5 || x == 6;
            assertEquals(inked ? 0xFFFFFF : 0, paper.get(x, 10), "column " + x);
        }
    }

    @ParameterizedTest
    @EnumSource(Palette.class)
    void whiteAndFaintLettersStandOutFromEveryShade(Palette palette) {
        assertTrue(contrast(Caption.INK, palette.shade()) >= 7);
        assertTrue(contrast(Caption.FAINT_INK, palette.shade()) >= 7);
    }

    /** As the web's accessibility guidelines define it: 7 is their highest demand. */
    private static double contrast(int light, int dark) {
        return (luminance(light) + 0.05) / (luminance(dark) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xFF) + 0.7152 * linear(colour >> 8 & 0xFF) + 0.0722 * linear(colour & 0xFF);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
