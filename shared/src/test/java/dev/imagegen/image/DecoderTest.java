package dev.imagegen.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderTest {

    private final Decoder decoder = new Decoder(1_000_000);

    @ParameterizedTest
    @CsvSource({
        "PNG, 800, 600, 800, 600",
        "PNG, 401, 301, 800, 600",
        "PNG, 400, 300, 400, 300",
        "PNG, 100, 300, 400, 300",
        "PNG, 4000, 10, 800, 600",
        "JPEG, 200, 150, 200, 150",
        "WEBP, 200, 150, 200, 150",
        "WEBP, 500, 400, 800, 600",
    })
    void imagesAreReducedByWholeFactorsToWhatIsEnough(
            ImageFormat format, int enoughWidth, int enoughHeight, int width, int height) {
        byte[] file = Encoder.of(format).encode(Samples.gradient(800, 600));
        BufferedImage image = decoder.decode(file, enoughWidth, enoughHeight);
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        int middle = image.getRGB(width / 2, height / 2);
        assertTrue(Samples.distance(0x7F7F40, middle) <= 16, Integer.toHexString(middle));
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void anImageAboveTheBoundIsRefusedWithItsSize(ImageFormat format) {
        byte[] file = Encoder.of(format).encode(Samples.gradient(1001, 1000));
        UnusableImageException e =
                assertThrows(UnusableImageException.class, () -> decoder.decode(file, 10, 10));
        assertEquals("has 1001 x 1000 pixels, more than the 1 million that are decoded", e.getMessage());
    }

    @Test
    void aBombIsRefusedBeforeItUnfolds() {
        byte[] bomb = Encoder.of(ImageFormat.PNG).encode(Samples.gradient(8, 8));
        ByteBuffer.wrap(bomb).putInt(16, 2_000_000_000).putInt(20, 2_000_000_000);
        assertThrows(UnusableImageException.class, () -> decoder.decode(bomb, 1, 1));
    }

    @Test
    void bytesOfNoKnownFormatAreRefused() {
        UnusableImageException e =
                assertThrows(UnusableImageException.class, () -> decoder.decode("GIF89a".getBytes(), 1, 1));
        assertEquals("is not a PNG, JPEG or WebP image", e.getMessage());
    }

    @Test
    void aCutPngIsRefusedWithItsCause() {
        byte[] file = Encoder.of(ImageFormat.PNG).encode(Samples.gradient(100, 100));
        UnusableImageException e = assertThrows(
                UnusableImageException.class, () -> decoder.decode(Arrays.copyOf(file, file.length / 2), 1, 1));
        assertEquals("is a broken or unsupported png image", e.getMessage());
        assertInstanceOf(IOException.class, e.getCause());
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void damagedFilesDecodeOrAreRefusedAndNothingElse(ImageFormat format) {
        byte[] file = Encoder.of(format).encode(Samples.gradient(60, 40));
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] damaged = file.clone();
            for (int i = 0; i < 4; i++) {
                damaged[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                decoder.decode(damaged, 60, 40);
            } catch (UnusableImageException expected) {
                refused++;
            }
        }
        assertTrue(refused > 0, "no damage was noticed");
    }
}
