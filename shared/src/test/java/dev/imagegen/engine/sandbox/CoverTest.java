package dev.imagegen.engine.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.image.Bitmap;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoverTest {

    @Test
    void anImageOfTheSameSizeIsCopiedExactly() {
        BufferedImage image = ramp(31, 17);
        Bitmap bitmap = cover(image, 31, 17);
        for (int y = 0; y < 17; y++) {
            for (int x = 0; x < 31; x++) {
                assertEquals(image.getRGB(x, y) & 0xFFFFFF, bitmap.get(x, y));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 200", "200, 5", "333, 333", "3, 3"})
    void anyRectangleIsCoveredWholly(int wide, int high) {
        BufferedImage white = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        white.createGraphics().fillRect(0, 0, 40, 20);
        Bitmap bitmap = cover(white, wide, high);
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                assertEquals(0xFFFFFF, bitmap.get(x, y));
            }
        }
    }

    @Test
    void anEnlargedImageIsSmoothAndKeepsItsDirection() {
        Bitmap bitmap = cover(ramp(10, 10), 100, 100);
        for (int x = 1; x < 100; x++) {
            int step = (bitmap.get(x, 50) >> 16) - (bitmap.get(x - 1, 50) >> 16);
            assertTrue(step >= 0 && step <= 5, "step " + step + " at " + x);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_INDEXED,
    })
    void everyKindOfImageGivesItsColours(int type) {
        BufferedImage image = new BufferedImage(2, 1, type);
        image.setRGB(0, 0, 0xFFFF0000);
        image.setRGB(1, 0, 0xFF0000FF);
        assertArrayEquals(new int[] {0xFF0000, 0x0000FF}, new ImageRow(image).load(0));
    }

    @ParameterizedTest
    @CsvSource({"10, 100", "11, 25700"})
    void greyOfEightAndSixteenBitsKeepsItsTone(int type, int sample) {
        BufferedImage image = new BufferedImage(1, 2, type);
        image.getRaster().setSample(0, 1, 0, sample);
        ImageRow row = new ImageRow(image);
        assertArrayEquals(new int[] {0}, row.load(0));
        assertArrayEquals(new int[] {0x646464}, row.load(1));
    }

    @Test
    void halfTransparentBecomesHalfWhite() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80000000);
        assertArrayEquals(new int[] {0x808080}, new ImageRow(image).load(0));
    }

    private static Bitmap cover(BufferedImage image, int wide, int high) {
        Bitmap bitmap = new Bitmap(wide, high);
        new Cover(image, wide, high).paint(new Canvas(bitmap), 0, 0);
        return bitmap;
    }

    /** Red grows to the right, green downwards. */
    private static BufferedImage ramp(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x * 255 / width << 16 | y * 255 / height << 8);
            }
        }
        return image;
    }
}
