package dev.imagegen.local.cloudinary.rendering;

import static dev.imagegen.local.cloudinary.rendering.Drawn.colour;
import static dev.imagegen.local.cloudinary.rendering.Drawn.rendered;
import static dev.imagegen.local.cloudinary.rendering.Drawn.size;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.cloudinary.rendering.Writing.Align;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts on pictures. What letters look like is the machine's business; where they are and of which colour is ours. */
class TextTest {

    private static final byte[] BASE = Drawn.plain(400, 200, Color.BLACK);

    private static Writing read(String layer) {
        return ((Component.OpenText) ComponentParser.read(layer).getFirst()).writing();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            20%20percent%20off%252C%20today%20%252F%20tomorrow | 20 percent off, today / tomorrow
            Gr%C3%B6%C3%9Fe:%20M%20%26%20L%3F                   | Größe: M & L?
            %D8%AE%D8%B5%D9%85                                  | خصم
            20%2525                                             | 20%
            %25252C                                             | %2C
            a%2Bb%23                                            | a+b#
            a+b                                                 | a+b
            %F0%9F%98%80                                        | 😀
            $5                                                  | $5
            """)
    void textIsReadAsItWasMeant(String encoded, String text) {
        assertEquals(text, read("l_text:Arial_20:" + encoded).text());
    }

    @Test
    void lookIsRead() {
        assertEquals(new Writing("a\nb", "Noto Sans Devanagari", 88, true, true, Align.CENTER, new Color(255, 255, 255),
                        Optional.of(Color.RED), Optional.of(900)),
                read("b_red,c_fit,co_rgb:ffffff,l_text:Noto%20Sans%20Devanagari@google_88_700_italic_center:a%0Ab,w_900"));
        Writing plain = read("l_text:Arial_9:a");
        assertEquals(List.of(false, false, Align.LEFT, Color.BLACK), List.of(plain.bold(), plain.italic(), plain.align(), plain.colour()));
    }

    /** Left, top, right and bottom of what is not black. */
    private static int[] inked(BufferedImage image) {
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) != 0) {
                    box = new int[] {Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)};
                }
            }
        }
        return box;
    }

    @Test
    void textIsWrittenInItsColourAtItsPlace() {
        String text = "co_rgb:ff0000,l_text:Arial_40_bold:HHH/fl_layer_apply,";
        int[] upper = inked(rendered(BASE, text + "g_north_west"));
        int[] lower = inked(rendered(BASE, text + "g_south_east,x_20,y_30"));

        assertTrue(upper[0] < 20 && upper[2] < 200 && upper[3] < 60, "upper left");
        assertTrue(lower[2] > 340 && lower[2] < 380 && lower[3] < 170 && lower[1] > 100, "lower right");
        BufferedImage image = rendered(BASE, text + "g_center");
        boolean red = false;
        for (int x = 0; x < 400; x++) {
            red |= colour(image, x, 100).equals("red");
            assertTrue(List.of("red", "black", "dark red").contains(colour(image, x, 100)));
        }
        assertTrue(red);
    }

    @Test
    void longTextIsWrappedAndLinesStayAsTheyStand() {
        BufferedImage one = TextDrawing.of(read("l_text:Arial_20:one%20two%20three%20four%20five"));
        BufferedImage wrapped = TextDrawing.of(read("c_fit,l_text:Arial_20:one%20two%20three%20four%20five,w_90"));
        BufferedImage broken = TextDrawing.of(read("l_text:Arial_20:one%0A%0Athree"));

        assertTrue(wrapped.getWidth() <= 90 && one.getWidth() > 150, size(wrapped) + " " + size(one));
        assertTrue(wrapped.getHeight() >= 3 * one.getHeight() - 3, size(wrapped) + " " + size(one));
        assertTrue(broken.getHeight() >= 3 * one.getHeight() - 3, size(broken) + " " + size(one));
    }

    @Test
    void linesLieLeftInTheMiddleOrRight() {
        int[] left = inkedSecondLine("left");
        int[] center = inkedSecondLine("center");
        int[] right = inkedSecondLine("right");
        assertTrue(left[0] + 20 < center[0] && center[0] + 20 < right[0], left[0] + " " + center[0] + " " + right[0]);
    }

    private static int[] inkedSecondLine(String align) {
        BufferedImage text = TextDrawing.of(read("co_white,l_text:Arial_20_" + align + ":HHHHHHHHHHHH%0AH"));
        return inked(text.getSubimage(0, text.getHeight() / 2, text.getWidth(), text.getHeight() / 2));
    }

    @Test
    void groundOfATextIsTransparentOrColoured() {
        BufferedImage clear = TextDrawing.of(read("co_white,l_text:Arial_20:a%20b"));
        BufferedImage ground = TextDrawing.of(read("b_rgb:00ff00,l_text:Arial_20:a%20b"));
        assertEquals(0, clear.getRGB(0, 0));
        assertEquals("green", colour(ground, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"水筒、軽い", "خصم ٢٠٪", "שלום abc", "😀", "नमस्ते", "Größe", "  ", "\n", "\u0301"})
    void everyScriptIsDrawnByWhateverFontsThereAre(String text) {
        for (Optional<Integer> wrap : List.of(Optional.<Integer>empty(), Optional.of(30))) {
            Writing writing = new Writing(text, "No Such Font", 24, false, true, Align.RIGHT, Color.RED, Optional.empty(), wrap);
            assertTrue(TextDrawing.of(writing).getHeight() >= 10);
            assertTrue(PixelText.draw(writing).getHeight() >= 10);
        }
    }

    @Test
    void ownLettersWrapAndAlignToo() {
        Writing writing = new Writing("one two three", "x", 18, false, false, Align.RIGHT, Color.RED, Optional.of(Color.WHITE),
                Optional.of(60));
        BufferedImage image = PixelText.draw(writing);
        assertTrue(image.getWidth() <= 60, size(image));
        assertTrue(image.getHeight() >= 2 * 2 * 11, size(image));
        assertEquals("white", colour(image, 0, image.getHeight() - 1));
        BufferedImage codes = PixelText.draw(new Writing("水", "x", 18, false, false, Align.LEFT, Color.RED, Optional.empty(), Optional.empty()));
        assertNotEquals(0, inked(codes)[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"水筒、軽い水筒、軽い", "Donaudampfschifffahrtsgesellschaft", "a Donaudampfschifffahrtsgesellschaft b"})
    void aWordThatIsLongerThanTheLineBreaksInOwnLetters(String text) {
        BufferedImage image = PixelText.draw(
                new Writing(text, "x", 18, false, false, Align.LEFT, Color.RED, Optional.empty(), Optional.of(90)));
        assertTrue(image.getWidth() <= 90, size(image));
        assertTrue(image.getHeight() >= 2 * 2 * 11, size(image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"خصم على كل شيء اليوم وغدًا", "שלום לכולם היום ומחר", "one two three four five"})
    void nothingOfALineIsCutOffWhereATextWraps(String text) {
        BufferedImage whole = TextDrawing.of(
                new Writing(text, "x", 24, false, false, Align.LEFT, Color.RED, Optional.empty(), Optional.empty()));
        for (Align align : Align.values()) {
            BufferedImage wrapped = TextDrawing.of(
                    new Writing(text, "x", 24, false, false, align, Color.RED, Optional.empty(), Optional.of(120)));
            assertTrue(Math.abs(ink(wrapped) - ink(whole)) < 0.02 * ink(whole), align + " " + ink(wrapped) + " of " + ink(whole));
        }
    }

    private static long ink(BufferedImage image) {
        long ink = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                ink += image.getRGB(x, y) >>> 24;
            }
        }
        return ink;
    }
}
