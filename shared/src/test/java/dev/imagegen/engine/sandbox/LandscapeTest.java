package dev.imagegen.engine.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.image.Bitmap;
import dev.imagegen.image.Samples;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LandscapeTest {

    @ParameterizedTest
    @EnumSource(Palette.class)
    void theSkyIsAboveAndTheNearestRidgeBelow(Palette palette) {
        for (int seed = 0; seed < 20; seed++) {
            Bitmap bitmap = paint(palette, seed, 160, 120);
            for (int x = 0; x < 160; x++) {
                assertEquals(palette.ridge(1, 0), bitmap.get(x, 119));
            }
            assertTrue(Samples.distance(palette.sky(0), bitmap.get(0, 0)) < 140);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 500", "500, 1", "3000, 64"})
    void anyShapeIsPaintedToItsEdges(int width, int height) {
        Bitmap bitmap = paint(Palette.EMBER, 5, width, height);
        assertNotEquals(0, bitmap.get(0, 0));
        assertNotEquals(0, bitmap.get(width - 1, height - 1));
    }

    @Test
    void aLargerPictureShowsTheSameScene() {
        Bitmap small = paint(Palette.DAWN, 3, 100, 100);
        Bitmap large = paint(Palette.DAWN, 3, 400, 400);
        int alike = 0;
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                alike += Samples.distance(small.get(x, y), large.get(4 * x + 2, 4 * y + 2)) < 12 ? 1 : 0;
            }
        }
        assertTrue(alike > 9_000, alike + " of 10000 pixels alike");
    }

    @Test
    void aRidgeStaysBetweenItsFootAndItsRise() {
        for (boolean craggy : new boolean[] {true, false}) {
            Ridge ridge = new Ridge(new Random(1), 0.8, 0.3, 2, craggy);
            for (double place = -50; place < 50; place += 0.01) {
                double top = ridge.top(place);
                assertTrue(top <= 0.8 && top >= 0.5, "top " + top + " at " + place);
            }
        }
    }

    @Test
    void treesStandWithinTheirHeightAndLeaveClearings() {
        Trees trees = new Trees(new Random(2), 2);
        int clear = 0;
        double highest = 0;
        for (double place = 0; place < 2; place += 0.001) {
            double height = trees.height(place);
            clear += height == 0 ? 1 : 0;
            highest = Math.max(highest, height);
        }
        assertTrue(clear > 100, "clear " + clear);
        assertTrue(highest > 0.04 && highest < 0.14, "highest " + highest);
    }

    private static Bitmap paint(Palette palette, long seed, int width, int height) {
        Bitmap bitmap = new Bitmap(width, height);
        new Landscape(new Canvas(bitmap), palette, new Random(seed)).paint();
        return bitmap;
    }
}
