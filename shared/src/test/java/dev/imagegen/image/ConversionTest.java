package dev.imagegen.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTest {

    private static final int WHITE = 0xFFFFFF;
    /** What JPEG and WebP may make of a smooth picture. */
    private static final int LOSS = 16;

    private static byte[] converted(ImageFormat to, byte[] bytes) {
        return Conversion.to(to, ImageHeader.read(bytes).orElseThrow(), bytes);
    }

    private static Stream<Arguments> pairs() {
        return Stream.of(ImageFormat.values()).flatMap(from -> Stream.of(ImageFormat.values())
                .filter(to -> to != from)
                .map(to -> Arguments.of(from, to)));
    }

    private static byte[] png(BufferedImage image) {
        return written("png", image);
    }

    private static byte[] jpeg(BufferedImage image) {
        return written("jpeg", image);
    }

    private static byte[] written(String format, BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            assertTrue(ImageIO.write(image, format, out));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** One pixel of a colour {@code 0xAARRGGBB}, through a PNG and back. */
    private static int pixel(int argb) {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, argb);
        byte[] jpeg = converted(ImageFormat.JPEG, png(image));
        return Samples.decode(jpeg).getRGB(0, 0) & WHITE;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pictureKeepsItsSizeAndItsPixelsInTheOtherFormat(ImageFormat from, ImageFormat to) {
        Bitmap gradient = Samples.gradient(121, 67);

        byte[] file = converted(to, Encoder.of(from).encode(gradient));

        assertEquals(new ImageHeader(to, 121, 67), ImageHeader.read(file).orElseThrow());
        BufferedImage image = Samples.decode(file);
        for (int y = 0; y < 67; y++) {
            for (int x = 0; x < 121; x++) {
                int off = Samples.distance(gradient.get(x, y), image.getRGB(x, y));
                assertTrue(off <= 2 * LOSS, "off by " + off + " at " + x + "," + y);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void onePixelIsAPictureToo(ImageFormat from, ImageFormat to) {
        byte[] file = converted(to, Encoder.of(from).encode(Samples.plain(1, 1, 0x3366CC)));

        assertEquals(new ImageHeader(to, 1, 1), ImageHeader.read(file).orElseThrow());
        assertTrue(Samples.distance(0x3366CC, Samples.decode(file).getRGB(0, 0)) <= 2 * LOSS);
    }

    @ParameterizedTest
    @CsvSource({"JPEG, 1, 700", "JPEG, 700, 1", "WEBP, 1, 700", "WEBP, 700, 1"})
    void pictureOfOneRowOrColumnKeepsItsSize(ImageFormat to, int width, int height) {
        byte[] file = converted(to, Encoder.of(ImageFormat.PNG).encode(Samples.gradient(width, height)));

        assertEquals(new ImageHeader(to, width, height), ImageHeader.read(file).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void pictureInTheRightFormatIsTheSameArray(ImageFormat format) {
        byte[] file = Encoder.of(format).encode(Samples.gradient(10, 10));

        assertSame(file, converted(format, file));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bytesOfTheOriginalStayAsTheyWere(ImageFormat from, ImageFormat to) {
        byte[] file = Encoder.of(from).encode(Samples.gradient(40, 30));
        byte[] before = file.clone();

        assertNotSame(file, converted(to, file));

        assertTrue(Arrays.equals(before, file));
    }

    @ParameterizedTest
    @CsvSource({
        "0x00000000, 0xFFFFFF", "0x00FF0000, 0xFFFFFF", "0xFF000000, 0x000000", "0xFF3366CC, 0x3366CC",
        "0x80000000, 0x7F7F7F", "0x800000FF, 0x7F7FFF", "0x01000000, 0xFEFEFE", "0xFEFFFFFF, 0xFFFFFF",
    })
    void transparentBecomesWhiteAndHalfTransparentIsLaidOverIt(String argb, String rgb) {
        int pixel = pixel(Long.decode(argb).intValue());

        assertTrue(Samples.distance(Integer.decode(rgb), pixel) <= 4, Integer.toHexString(pixel));
    }

    @Test
    void transparentPartOfAPictureIsWhiteAndTheRestAsItWas() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64 * 32; i++) {
            image.setRGB(i % 64, i / 64, 0xFF204080);
        }

        BufferedImage shown = Samples.decode(converted(ImageFormat.JPEG, png(image)));

        assertTrue(Samples.distance(0x204080, shown.getRGB(32, 8)) <= LOSS);
        assertTrue(Samples.distance(WHITE, shown.getRGB(32, 56)) <= LOSS);
        assertFalse(shown.getColorModel().hasAlpha());
    }

    @ParameterizedTest
    @CsvSource({"10", "11", "12", "13"})
    void otherKindsOfPixelsInAPngAreRead(int type) {
        // Grey of 8 and of 16 bits, one bit, and a palette.
        BufferedImage image = new BufferedImage(20, 20, type);
        for (int i = 0; i < 400; i++) {
            image.setRGB(i % 20, i / 20, 0xFFFFFFFF);
        }

        BufferedImage shown = Samples.decode(converted(ImageFormat.JPEG, png(image)));

        assertTrue(Samples.distance(WHITE, shown.getRGB(10, 10)) <= LOSS, Integer.toHexString(shown.getRGB(10, 10)));
    }

    private static Stream<Arguments> greys() {
        BufferedImage eight = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage sixteen = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
        var transparent = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        BufferedImage withAlpha =
                new BufferedImage(transparent, transparent.createCompatibleWritableRaster(16, 16), false, null);
        for (int i = 0; i < 256; i++) {
            eight.getRaster().setSample(i % 16, i / 16, 0, 100);
            sixteen.getRaster().setSample(i % 16, i / 16, 0, 100 * 0x101);
            withAlpha.getRaster().setPixel(i % 16, i / 16, new int[] {100, 255});
        }
        return Stream.of(png(eight), jpeg(eight), png(sixteen), png(withAlpha))
                .flatMap(file -> Stream.of(ImageFormat.values()).map(to -> Arguments.of(file, to)));
    }

    /** The JDK takes grey for light, and would make 168 of 100. */
    @ParameterizedTest
    @MethodSource("greys")
    void greyIsNeitherLighterNorDarkerAfterwards(byte[] grey, ImageFormat to) {
        if (ImageHeader.read(grey).orElseThrow().format() == to) {
            assertSame(grey, converted(to, grey));
            return;
        }
        int shown = Samples.decode(converted(to, grey)).getRGB(8, 8);

        assertTrue(Samples.distance(0x646464, shown) <= 4, Integer.toHexString(shown));
    }

    @ParameterizedTest
    @CsvSource({"0, FFFFFF", "255, 646464", "128, B1B1B1"})
    void greyThatIsTransparentIsLaidOverWhite(int alpha, String rgb) {
        var grey = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(grey, grey.createCompatibleWritableRaster(1, 1), false, null);
        image.getRaster().setPixel(0, 0, new int[] {100, alpha});

        int shown = Samples.decode(converted(ImageFormat.JPEG, png(image))).getRGB(0, 0);

        assertTrue(Samples.distance(Integer.parseInt(rgb, 16), shown) <= 4, Integer.toHexString(shown));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pictureThatIsCutComesBackAsItIsOrWhole(ImageFormat from, ImageFormat to) {
        byte[] file = Encoder.of(from).encode(noise(90, 70));
        byte[] cut = Arrays.copyOf(file, file.length / 2);

        byte[] result = converted(to, cut);

        assertTrue(result == cut || ImageHeader.read(result).orElseThrow().equals(new ImageHeader(to, 90, 70)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void onlyAHeaderComesBackAsItIs(ImageFormat from, ImageFormat to) {
        byte[] file = Encoder.of(from).encode(noise(90, 70));
        int bytes = 0;
        while (ImageHeader.read(Arrays.copyOf(file, bytes)).isEmpty()) {
            bytes++;
        }
        byte[] header = Arrays.copyOf(file, bytes);

        assertSame(header, converted(to, header));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void damagedPictureNeverFails(ImageFormat from, ImageFormat to) {
        byte[] file = Encoder.of(from).encode(Samples.gradient(24, 24));
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = file.clone();
            // Behind the header, whose size the test does not want to change.
            damaged[40 + random.nextInt(file.length - 40)] = (byte) random.nextInt(256);
            var header = ImageHeader.read(damaged);
            if (header.isPresent() && header.get().pixels() < 1_000_000) {
                byte[] result = Conversion.to(to, header.get(), damaged);
                assertTrue(result == damaged || ImageHeader.read(result).orElseThrow().format() == to);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2000000000, 2000000000", "40000, 40000", "40000001, 1", "6325, 6325"})
    void bombComesBackAsItIs(int width, int height) {
        byte[] bomb = Encoder.of(ImageFormat.PNG).encode(Samples.gradient(8, 8));
        ByteBuffer.wrap(bomb).putInt(16, width).putInt(20, height);

        assertSame(bomb, converted(ImageFormat.JPEG, bomb));
    }

    private static Bitmap noise(int width, int height) {
        byte[] rgb = new byte[Bitmap.BYTES * width * height];
        new Random(5).nextBytes(rgb);
        return new Bitmap(width, height, rgb);
    }
}
