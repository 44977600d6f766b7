package dev.imagegen.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

    private static final Optional<ImageHeader> NONE = Optional.empty();

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void realFilesTellTheirFormatAndSize(ImageFormat format) {
        byte[] file = Encoder.of(format).encode(Samples.gradient(301, 77));
        assertEquals(Optional.of(new ImageHeader(format, 301, 77)), ImageHeader.read(file));
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void aFileCutAnywhereBeforeItsSizeIsNoImage(ImageFormat format) {
        byte[] file = Encoder.of(format).encode(Samples.gradient(301, 77));
        int length = 0;
        while (ImageHeader.read(Arrays.copyOf(file, length)).isEmpty()) {
            length++;
        }
        for (int longer = length; longer < file.length; longer++) {
            assertEquals(301, ImageHeader.read(Arrays.copyOf(file, longer)).orElseThrow().width());
        }
    }

    @Test
    void losslessWebpTellsItsSize() {
        assertEquals(
                Optional.of(new ImageHeader(ImageFormat.WEBP, 16383, 2)),
                ImageHeader.read(webp("VP8L", "05000000 2f fe7f0000")));
    }

    @Test
    void extendedWebpTellsTheSizeOfItsCanvas() {
        assertEquals(
                Optional.of(new ImageHeader(ImageFormat.WEBP, 70000, 300)),
                ImageHeader.read(webp("VP8X", "0a000000 10000000 6f1101 2b0100")));
    }

    @Test
    void webpWithAnUnknownChunkIsNoImage() {
        assertEquals(NONE, ImageHeader.read(webp("ABCD", "0a000000 10000000 6f1101 2b0100 00000000")));
    }

    @Test
    void jpegSegmentsAndFillBytesBeforeTheFrameAreSkipped() {
        byte[] file = hex("ffd8 ffe1 0006 ffc0ffc0 ffff ff01 ffc4 0003 00 ffc2 0011 08 0102 0304 03");
        assertEquals(Optional.of(new ImageHeader(ImageFormat.JPEG, 0x0304, 0x0102)), ImageHeader.read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "ff",
        "ffd8ff",
        "ffd8ffe00000",
        "ffd8ffe00001ffc0001108010203040300",
        "ffd8ffe0ffff",
        "ffd8ffda000c03010002110311003f00ffc000110801020304",
        "ffd8ffd9",
        "ffd8ffc00011080000030403",
        "89504e470d0a1a0a0000000d4948445200000000000000010802000000",
        "89504e470d0a1a0a0000000d49484452ffffffff000000010802000000",
        "89504e470d0a1a0a0000000d4944415400000001000000010802000000",
        "52494646000000005745425056503820",
        "474946383961010001000000003b",
    })
    void hostileBytesAreNoImage(String bytes) {
        assertEquals(NONE, ImageHeader.read(hex(bytes)));
    }

    @Test
    void aMegabyteOfEmptySegmentsEnds() {
        byte[] file = new byte[1 << 20];
        for (int i = 2; i + 3 < file.length; i += 4) {
            file[i] = (byte) 0xFF;
            file[i + 1] = (byte) 0xE0;
            file[i + 3] = 2;
        }
        file[0] = (byte) 0xFF;
        file[1] = (byte) 0xD8;
        assertEquals(NONE, ImageHeader.read(file));
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void anyDamageToTheFirstBytesIsSurvived(ImageFormat format) {
        byte[] file = Encoder.of(format).encode(Samples.gradient(64, 64));
        byte[] before = file.clone();
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = file.clone();
            damaged[random.nextInt(64)] = (byte) random.nextInt(256);
            damaged[random.nextInt(64)] = (byte) random.nextInt(256);
            ImageHeader.read(damaged).ifPresent(header -> assertEquals(
                    true, header.width() > 0 && header.height() > 0, header.toString()));
        }
        assertArrayEquals(before, file);
    }

    private static byte[] webp(String chunk, String rest) {
        return hex("52494646 00000000 57454250" + HexFormat.of().formatHex(chunk.getBytes(StandardCharsets.US_ASCII)) + rest);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
