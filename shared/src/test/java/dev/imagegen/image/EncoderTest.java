package dev.imagegen.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderTest {

    @ParameterizedTest
    @CsvSource({
        "PNG, 1, 1, 0",
        "PNG, 257, 3, 0",
        "PNG, 640, 480, 0",
        "JPEG, 1, 1, 12",
        "JPEG, 641, 479, 12",
        "WEBP, 1, 1, 16",
        "WEBP, 641, 479, 16",
    })
    void whatIsWrittenDecodesToTheSamePixels(ImageFormat format, int width, int height, int tolerance) {
        Bitmap bitmap = Samples.gradient(width, height);
        BufferedImage image = Samples.decode(Encoder.of(format).encode(bitmap));
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int off = Samples.distance(bitmap.get(x, y), image.getRGB(x, y));
                assertTrue(off <= tolerance, "off by " + off + " at " + x + "," + y);
            }
        }
    }

    @Test
    void pngOfNoiseLosesNothingAcrossManyChunks() {
        byte[] noise = new byte[3 * 400 * 300];
        new Random(3).nextBytes(noise);
        Bitmap bitmap = new Bitmap(400, 300, noise);
        byte[] file = Encoder.of(ImageFormat.PNG).encode(bitmap);
        assertTrue(file.length > 300_000, "noise does not shrink");
        BufferedImage image = Samples.decode(file);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 400; x++) {
                assertEquals(bitmap.get(x, y), image.getRGB(x, y) & 0xFFFFFF);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void equalPixelsGiveEqualBytesAndTheBitmapStaysAsItWas(ImageFormat format) {
        Bitmap bitmap = Samples.gradient(200, 100);
        byte[] first = Encoder.of(format).encode(bitmap);
        assertArrayEquals(first, Encoder.of(format).encode(Samples.gradient(200, 100)));
        assertArrayEquals(Samples.gradient(200, 100).rgb(), bitmap.rgb());
    }
}
