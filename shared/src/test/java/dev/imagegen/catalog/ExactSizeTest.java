package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageSize.Pixels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact pixels become the closest size that a model can make, and never one that it cannot. */
class ExactSizeTest {

    private static final Map<String, String> LISTS = Map.of(
            "nano-banana-1", "1024x1024 1344x768 768x1344 1184x864 864x1184",
            "nano-banana-2", "1024x1024 1376x768 768x1376 1200x896 896x1200 2048x2048"
                    + " 2752x1536 1536x2752 2400x1792 1792x2400 4096x4096 5504x3072 3072x5504 4800x3584 3584x4800",
            "recraft-v3", "1024x1024 1820x1024 1024x1820 1365x1024 1024x1365 2048x1024 1024x2048 1707x1024 1024x1707 1536x1024"
                    + " 1024x1536 1434x1024 1024x1434 1280x1024 1024x1280",
            "recraft-v4", "1024x1024 1344x768 768x1344 1216x896 896x1216 1536x768 768x1536 1280x832 832x1280 1280x896 896x1280"
                    + " 1152x896 896x1152 832x1344",
            "ideogram-v4-turbo", "2048x2048 1440x2880 2880x1440 1664x2496 2496x1664 1792x2240 2240x1792 1440x2560 2560x1440"
                    + " 1600x2560 2560x1600 1728x2304 2304x1728 1296x3168 3168x1296 1152x2944 2944x1152 1248x3328 3328x1248"
                    + " 1280x3072 3072x1280 1024x3072 3072x1024 1024x1024 896x1120 1120x896 864x1152 1152x864 832x1248 1248x832"
                    + " 800x1280 1280x800 720x1280 1280x720 720x1440 1440x720 512x1536 1536x512");

    private static Pixels closest(String id, Pixels wish) {
        return Catalog.load().find(id).orElseThrow().sizes().closest(wish);
    }

    /** Some 7000 sizes: a fine net, both ends of every side, and the neighbours of the powers of two. */
    private static void eachWish(Consumer<Pixels> check) {
        int[] sides = IntStream.concat(
                        IntStream.iterate(64, s -> s <= 4096, s -> s + 53),
                        IntStream.of(65, 127, 128, 129, 511, 512, 513, 1023, 1024, 1025, 2047, 2048, 2049, 4095, 4096))
                .toArray();
        for (int width : sides) {
            for (int height : sides) {
                check.accept(new Pixels(width, height));
            }
        }
    }

    @Test
    void fluxMakesMultiplesOf16UpTo4MegapixelsWhateverIsAskedFor() {
        SizeTable flux = Catalog.load().find("flux-2-pro").orElseThrow().sizes();
        eachWish(wish -> {
            Pixels size = flux.closest(wish);
            String what = wish + " became " + size;
            assertTrue(size.width() % 16 == 0 && size.height() % 16 == 0, what);
            assertTrue(size.width() >= 64 && size.height() >= 64, what);
            assertTrue(size.area() <= 4_194_304, what);
            if (wish.area() <= 4_100_000) {
                assertTrue(distance(wish, size) < 16, what);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-image-2", "gpt-image-1-mini"})
    void gptImageKeepsItsBoundsWhateverIsAskedFor(String id) {
        SizeTable gpt = Catalog.load().find(id).orElseThrow().sizes();
        eachWish(wish -> {
            Pixels size = gpt.closest(wish);
            String what = wish + " became " + size;
            assertTrue(size.width() % 16 == 0 && size.height() % 16 == 0, what);
            assertTrue(Math.max(size.width(), size.height()) <= 3840, what);
            assertTrue(Math.max(size.width(), size.height()) <= 3 * Math.min(size.width(), size.height()), what);
            assertTrue(size.area() >= 655_360 && size.area() <= 8_294_400, what);
            boolean makeable = Math.max(wish.ratio(), 1 / wish.ratio()) < 2.9 && wish.area() > 700_000
                    && wish.area() < 8_000_000 && Math.max(wish.width(), wish.height()) <= 3840;
            if (makeable) {
                assertTrue(distance(wish, size) < 16, what);
            }
        });
    }

    private static int distance(Pixels a, Pixels b) {
        return Math.max(Math.abs(a.width() - b.width()), Math.abs(a.height() - b.height()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux-2-pro", "gpt-image-2"})
    void sizeThatWasMadeIsMadeAgainUnchanged(String id) {
        SizeTable sizes = Catalog.load().find(id).orElseThrow().sizes();
        eachWish(wish -> assertEquals(sizes.closest(wish), sizes.closest(sizes.closest(wish)), wish.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux-2-pro", "gpt-image-2", "nano-banana-2", "recraft-v3", "ideogram-v4-turbo", "gpt-image-1-mini"})
    void turnedWishGivesTheTurnedSize(String id) {
        SizeTable sizes = Catalog.load().find(id).orElseThrow().sizes();
        eachWish(wish -> {
            Pixels size = sizes.closest(wish);
            if (wish.width() != wish.height()) {
                assertEquals(new Pixels(size.height(), size.width()), sizes.closest(new Pixels(wish.height(), wish.width())),
                        wish.toString());
            }
        });
    }

    @Test
    void modelWithAListMakesASizeOfItOfTheNearestRatio() {
        LISTS.forEach((id, text) -> {
            List<Pixels> list = Arrays.stream(text.split(" ")).map(Pixels::parse).toList();
            Set<Pixels> set = Set.copyOf(list);
            SizeTable sizes = Catalog.load().find(id).orElseThrow().sizes();
            eachWish(wish -> {
                Pixels size = sizes.closest(wish);
                assertTrue(set.contains(size), id + ": " + wish + " became " + size);
                double best = list.stream().mapToDouble(s -> ratioDistance(s, wish)).min().orElseThrow();
                assertTrue(ratioDistance(size, wish) <= best + 0.02 + 1e-9, id + ": " + wish + " became " + size);
            });
        });
    }

    private static double ratioDistance(Pixels a, Pixels b) {
        return Math.abs(Math.log(a.ratio() / b.ratio()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flux-2-pro        | 64x64     | 64x64
            flux-2-pro        | 4096x64   | 4096x64
            flux-2-pro        | 64x4096   | 64x4096
            flux-2-pro        | 4096x4096 | 2048x2048
            flux-2-pro        | 1000x1000 | 1008x1008
            flux-2-pro        | 1920x1080 | 1920x1088
            flux-2-pro        | 2560x512  | 2560x512
            flux-2-pro        | 3880x223  | 3888x224
            flux-2-pro        | 223x3880  | 224x3888
            gpt-image-2       | 64x64     | 816x816
            gpt-image-2       | 4096x64   | 1408x480
            gpt-image-2       | 64x4096   | 480x1408
            gpt-image-2       | 4096x4096 | 2880x2880
            gpt-image-2       | 3840x2160 | 3840x2160
            gpt-image-2       | 2560x512  | 1968x656
            gpt-image-2       | 1024x576  | 1088x608
            gpt-image-1-mini  | 1200x800  | 1200x800
            nano-banana-1     | 4096x64   | 1344x768
            nano-banana-2     | 64x64     | 1024x1024
            nano-banana-2     | 513x513   | 1024x1024
            nano-banana-2     | 1025x1025 | 2048x2048
            nano-banana-2     | 4096x4096 | 4096x4096
            nano-banana-2     | 64x4096   | 3072x5504
            nano-banana-2     | 1280x720  | 1376x768
            recraft-v3        | 64x64     | 1024x1024
            recraft-v3        | 4096x64   | 2048x1024
            recraft-v3        | 1920x1080 | 1820x1024
            recraft-v4        | 4096x64   | 1536x768
            recraft-v4        | 830x1340  | 832x1344
            ideogram-v4-turbo | 64x64     | 1024x1024
            ideogram-v4-turbo | 4096x4096 | 2048x2048
            ideogram-v4-turbo | 4096x64   | 1536x512
            ideogram-v4-turbo | 4096x1280 | 3072x1024
            ideogram-v4-turbo | 1536x1536 | 1024x1024
            ideogram-v4-turbo | 1700x1700 | 2048x2048
            ideogram-v4-turbo | 1920x1080 | 1280x720
            """)
    void wishAtAnEdgeBecomesTheClosestSize(String id, String wish, String size) {
        assertEquals(size, closest(id, Pixels.parse(wish)).toString());
    }

    @Test
    void ofTwoAreasThatAreEquallyNearTheLargerIsMade() {
        var rule = new ExactRule.Listed(List.of(new Pixels(100, 100), new Pixels(300, 300)));
        int side = (int) Math.sqrt((100 * 100 + 300 * 300) / 2.0);
        assertEquals(new Pixels(100, 100), rule.closest(new Pixels(side, side)));
        var even = new ExactRule.Listed(List.of(new Pixels(10, 10), new Pixels(70, 70)));
        assertEquals(new Pixels(70, 70), even.closest(new Pixels(50, 50)));
    }
}
