package dev.imagegen.engine.sandbox;

import dev.imagegen.testing.Drawings;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.image.Samples;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the letters back from the pixels. */
class CaptionTest {

    private final SandboxEngine engine = new SandboxEngine(true, duration -> {});
    private final PixelFont font = PixelFont.load();

    @ParameterizedTest
    @CsvSource({"PNG, 64, 64, 1", "PNG, 512, 512, 2", "JPEG, 1024, 1024, 4", "WEBP, 1024, 1024, 4", "PNG, 4096, 64, 1"})
    void thePromptCanBeReadFromThePicture(ImageFormat format, int width, int height, int scale) {
        assertTrue(shows("A quiet", draw("A quiet lake", format, width, height), scale, Caption.INK));
    }

    @Test
    void anotherPromptCanNot() {
        BufferedImage image = draw("A quiet lake", ImageFormat.PNG, 512, 512);
        assertFalse(shows("A quiet lane", image, 2, Caption.INK));
    }

    @Test
    void modelSizeAndSeedStandBelowIt() {
        BufferedImage image = draw("A quiet lake", ImageFormat.PNG, 1024, 512);
        assertTrue(shows("flux-2-pro · 1024×512 · seed 42", image, 1, Caption.FAINT_INK));
    }

    @Test
    void aLongPromptIsWrappedAndCut() {
        BufferedImage image = draw("quiet " + "o".repeat(2000), ImageFormat.PNG, 512, 512);
        assertTrue(shows("quiet", image, 2, Caption.INK));
        assertTrue(shows("oooooo…", image, 2, Caption.INK));
    }

    @Test
    void accentsFallOffAndOtherScriptsShowTheirCodePoint() {
        BufferedImage image = draw("Café 水", ImageFormat.PNG, 512, 512);
        assertTrue(shows("Cafe [U+6C34]", image, 2, Caption.INK));
    }

    private BufferedImage draw(String prompt, ImageFormat format, int width, int height) {
        return Samples.decode(engine.generate(
                        Drawings.usual().prompt(prompt).size(width, height).as(format).drawing())
                .bytes());
    }

    private boolean shows(String line, BufferedImage image, int scale, int ink) {
        boolean[][] wanted = cells(line);
        int high = wanted.length * scale;
        int wide = wanted[0].length * scale;
        for (int top = 0; top + high <= image.getHeight(); top++) {
            for (int left = 0; left + wide <= image.getWidth(); left++) {
                if (matches(wanted, image, left, top, scale, ink)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean[][] cells(String line) {
        boolean[][] cells = new boolean[PixelFont.HEIGHT][font.width(line)];
        int left = 0;
        for (char c : line.toCharArray()) {
            Glyph glyph = font.glyph(c);
            for (int y = 0; y < PixelFont.HEIGHT; y++) {
                for (int x = 0; x < glyph.width(); x++) {
                    cells[y][left + x] = glyph.inked(x, y);
                }
            }
            left += font.advance(c);
        }
        return cells;
    }

    private static boolean matches(boolean[][] wanted, BufferedImage image, int left, int top, int scale, int ink) {
        for (int y = 0; y < wanted.length; y++) {
            for (int x = 0; x < wanted[y].length; x++) {
                int shown = image.getRGB(left + x * scale + scale / 2, top + y * scale + scale / 2);
                if (Samples.distance(ink, shown) < 60 != wanted[y][x]) {
                    return false;
                }
            }
        }
        return true;
    }
}
