package dev.imagegen.engine.sandbox;

import dev.imagegen.testing.Drawings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.engine.Drawing;
import dev.imagegen.image.Bitmap;
import dev.imagegen.image.Encoder;
import dev.imagegen.image.Samples;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxReferencesTest {

    private static final int RED = 0xC81E1E;
    private static final int BLUE = 0x1E1EC8;
    private static final int GREEN = 0x1EC81E;

    private final SandboxEngine engine = new SandboxEngine(true, duration -> {});

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void theFirstReferenceCoversThePicture(ImageFormat format) {
        BufferedImage image = draw(Encoder.of(format).encode(Samples.plain(90, 400, RED)));
        for (int x = 0; x < 600; x += 7) {
            for (int y = 0; y < 250; y += 7) {
                assertNear(RED, image.getRGB(x, y));
            }
        }
    }

    @Test
    void theMiddleOfTheReferenceIsShownUndistorted() {
        Bitmap halves = Samples.plain(400, 400, RED);
        for (int y = 0; y < 400; y++) {
            for (int x = 200; x < 400; x++) {
                halves.set(x, y, BLUE);
            }
        }
        BufferedImage image = draw(png(halves));
        assertNear(RED, image.getRGB(290, 200));
        assertNear(BLUE, image.getRGB(310, 200));
    }

    @Test
    void theOtherReferencesHangAtTheTopInTheirOrder() {
        BufferedImage image = draw(plain(RED), plain(BLUE), plain(GREEN));
        int step = Math.min(600, sceneHeight(image)) / 5;
        assertTrue(Samples.distance(BLUE, image.getRGB(step / 2 + step / 8, step * 3 / 4)) <= 2);
        assertTrue(Samples.distance(GREEN, image.getRGB(step + step / 2 + step / 8, step * 3 / 4)) <= 2);
        assertNear(RED, image.getRGB(2 * step + step / 2 + step / 8, step * 3 / 4));
    }

    @Test
    void anotherOrderOfReferencesGivesAnotherPicture() {
        byte[] one = engine.generate(drawing(plain(RED), plain(BLUE), plain(GREEN))).bytes();
        byte[] other = engine.generate(drawing(plain(RED), plain(GREEN), plain(BLUE))).bytes();
        assertFalse(Arrays.equals(one, other));
    }

    @Test
    void transparentPartsOfAReferenceBecomeWhite() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB), "png", file);
        assertNear(0xFFFFFF, draw(file.toByteArray()).getRGB(300, 100));
    }

    @Test
    void aGreyReferenceKeepsItsTone() throws IOException {
        BufferedImage grey = new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 100);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(grey, "png", file);
        assertNear(0x646464, draw(file.toByteArray()).getRGB(300, 100));
    }

    @Test
    void fourReferencesFitIntoTheSmallestPicture() {
        Drawing drawing = Drawings.usual()
                .size(64, 64)
                .as(ImageFormat.PNG, plain(RED), plain(BLUE), plain(GREEN), plain(BLUE))
                .drawing();
        assertEquals(64, Samples.decode(engine.generate(drawing).bytes()).getWidth());
    }

    @Test
    void anUnreadableReferenceIsTheClientsErrorAndNamed() {
        Drawing drawing = drawing(plain(RED), "<html>".getBytes());
        ImagegenException e = assertThrows(ImagegenException.class, () -> engine.generate(drawing));
        assertEquals(ErrorCode.REFERENCE_UNUSABLE, e.error().code());
        assertEquals("Reference image 2 is not a PNG, JPEG or WebP image.", e.error().message());
        assertEquals(Map.of("reference", 2), e.error().details());
    }

    @Test
    void aReferenceThatUnfoldsTooFarIsRefused() {
        byte[] bomb = plain(RED);
        ByteBuffer.wrap(bomb).putInt(16, 20_000).putInt(20, 20_000);
        ImagegenException e = assertThrows(ImagegenException.class, () -> engine.generate(drawing(bomb)));
        assertEquals(ErrorCode.REFERENCE_UNUSABLE, e.error().code());
    }

    @Test
    void aFailedDrawingGivesItsRoomBack() {
        SandboxEngine narrow = new SandboxEngine(true, duration -> {}, 1);
        for (int i = 0; i < 6; i++) {
            assertThrows(ImagegenException.class, () -> narrow.generate(drawing("GIF89a".getBytes())));
        }
        assertTrue(narrow.generate(drawing(plain(RED))).bytes().length > 0);
    }

    private BufferedImage draw(byte[]... references) {
        return Samples.decode(engine.generate(drawing(references)).bytes());
    }

    private static Drawing drawing(byte[]... references) {
        return Drawings.usual().size(600, 400).as(ImageFormat.PNG, references).drawing();
    }

    private static byte[] plain(int colour) {
        return png(Samples.plain(120, 80, colour));
    }

    private static byte[] png(Bitmap bitmap) {
        return Encoder.of(ImageFormat.PNG).encode(bitmap);
    }

    private static int sceneHeight(BufferedImage image) {
        int band = image.getRGB(0, image.getHeight() - 1);
        int y = image.getHeight() - 1;
        while (image.getRGB(0, y) == band) {
            y--;
        }
        return y + 1;
    }

    /** Tinted a little: the reference's colour still dominates. */
    private static void assertNear(int colour, int shown) {
        int off = Samples.distance(colour, shown);
        assertTrue(off <= 48, "%06X is %d off %06X".formatted(shown & 0xFFFFFF, off, colour));
    }
}
