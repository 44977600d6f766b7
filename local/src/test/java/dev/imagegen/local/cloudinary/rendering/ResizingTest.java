package dev.imagegen.local.cloudinary.rendering;

import static dev.imagegen.local.cloudinary.rendering.Drawn.colour;
import static dev.imagegen.local.cloudinary.rendering.Drawn.rendered;
import static dev.imagegen.local.cloudinary.rendering.Drawn.size;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Point;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c_fill,w_100,h_100             | 100x100
            c_fill,w_800,h_100             | 800x100
            c_fill,ar_9:16,w_90            | 90x160
            c_fill,ar_2.0,h_50             | 100x50
            c_fill,ar_1:1                  | 200x200
            c_lfill,w_100,h_50             | 100x50
            c_lfill,w_800,h_800            | 200x200
            c_lfill,w_800,h_100            | 400x50
            c_fit,w_100,h_100              | 100x50
            c_fit,w_800                    | 800x400
            c_limit,w_800,h_800            | 400x200
            c_limit,w_100                  | 100x50
            c_scale,w_30,h_40              | 30x40
            c_scale,w_100                  | 100x50
            c_scale,h_0.5                  | 200x100
            w_100                          | 100x50
            w_0.5,h_1.0                    | 200x200
            c_pad,w_300,h_300              | 300x300
            c_mpad,w_500,h_300             | 500x300
            c_mpad,w_100,h_100             | 100x100
            c_crop,w_50,h_60               | 50x60
            c_crop,w_5000,h_60             | 400x60
            c_crop,w_50                    | 50x200
            c_crop,ar_1:1,w_0.25           | 100x100
            c_crop,w_9,h_9,x_395,y_195     | 9x9
            c_thumb,w_64,h_64,g_center     | 64x64
            c_thumb,w_64,h_32,g_auto       | 64x32
            e_trim                         | 400x200
            f_png,q_80                     | 400x200
            """)
    void sizeIsExact(String transformation, String size) {
        assertEquals(size, size(rendered(Drawn.quarters(400, 200), transformation)));
    }

    @ParameterizedTest
    @CsvSource({
        "north_west, dark red", "north_east, dark blue", "south_west, red", "south_east, blue",
    })
    void gravitySaysWhichCornerStays(String gravity, String colour) {
        BufferedImage crop = rendered(Drawn.quarters(400, 200), "c_crop,g_" + gravity + ",h_50,w_50");
        assertEquals(colour, colour(crop, 0, 0));
        assertEquals(colour, colour(crop, 49, 49));
        BufferedImage fill = rendered(Drawn.quarters(400, 200), "c_fill,g_" + gravity + ",h_100,w_100");
        assertEquals(colour, colour(fill, 50, gravity.startsWith("north") ? 10 : 90));
    }

    @ParameterizedTest
    @CsvSource({"north, dark red, dark blue", "south, red, blue", "center, dark red, blue"})
    void middleHasBothSides(String gravity, String upperLeft, String lowerRight) {
        BufferedImage crop = rendered(Drawn.quarters(400, 200), "c_crop,g_" + gravity + ",h_50,w_50");
        assertEquals(upperLeft, colour(crop, 5, 5));
        assertEquals(lowerRight, colour(crop, 45, 45));
    }

    @Test
    void offsetOfACropCountsFromTheUpperLeftCornerOrInwardsFromItsGravity() {
        byte[] dot = Drawn.png(100, 100, Color.WHITE, g -> {
            g.setColor(Color.RED);
            g.fillRect(80, 30, 4, 4);
        });
        assertEquals("red", colour(rendered(dot, "c_crop,h_4,w_4,x_80,y_30"), 0, 0));
        assertEquals("red", colour(rendered(dot, "c_crop,h_4,w_4,x_0.8,y_0.3".replace("h_4,w_4", "h_0.04,w_0.04")), 0, 0));
        assertEquals("red", colour(rendered(dot, "c_crop,g_north_east,h_4,w_4,x_16,y_30"), 3, 3));
        assertEquals("red", colour(rendered(dot, "c_crop,g_south,h_4,w_4,x_32,y_66"), 3, 3));
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "330, 20", "160, 130"})
    void autoStaysWhereMostIsToBeSeen(int x, int y) {
        byte[] lonely = Drawn.png(400, 200, Color.WHITE, g -> {
            g.setColor(Color.RED);
            for (int i = 0; i < 40; i += 4) {
                g.fillRect(x + i, y, 2, 40);
            }
        });
        BufferedImage crop = rendered(lonely, "c_crop,g_auto,h_60,w_60");
        int red = 0;
        for (int i = 0; i < 60 * 60; i++) {
            red += colour(crop, i % 60, i / 60).equals("red") ? 1 : 0;
        }
        assertEquals(10 * 2 * 40, red, "the whole of it");
    }

    @Test
    void autoOfWhatHasNothingToSeeIsTheMiddle() {
        BufferedImage crop = rendered(Drawn.png(400, 200, Color.WHITE, g -> { }), "c_fill,g_auto,h_100,w_100");
        assertEquals("white", colour(crop, 50, 50));
        assertEquals(new Point(150, 50), Saliency.window(Drawn.read(Drawn.plain(400, 200, Color.RED)), 100, 100));
    }

    @Test
    void paddingIsTransparentOrOfTheColourThatIsAsked() {
        BufferedImage clear = rendered(Drawn.quarters(400, 200), "c_pad,h_400,w_400");
        assertEquals("none", colour(clear, 200, 50));
        assertEquals("red", colour(clear, 100, 250));
        BufferedImage filled = rendered(Drawn.quarters(400, 200), "b_rgb:ff0,c_pad,g_south,h_400,w_400");
        assertEquals("yellow", colour(filled, 200, 190));
        assertEquals("blue", colour(filled, 300, 390));
        BufferedImage small = rendered(Drawn.quarters(40, 20), "b_white,c_mpad,h_60,w_60");
        assertEquals("white", colour(small, 30, 10));
        assertEquals("red", colour(small, 12, 37));
        assertEquals("white", colour(small, 5, 30));
    }
}
