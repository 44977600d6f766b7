package dev.imagegen.local.cloudinary.rendering;

import static dev.imagegen.local.cloudinary.rendering.Drawn.colour;
import static dev.imagegen.local.cloudinary.rendering.Drawn.rendered;
import static dev.imagegen.local.cloudinary.rendering.Drawn.size;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayeringTest {

    private static final byte[] BASE = Drawn.plain(200, 100, Color.WHITE);
    private static final Map<String, byte[]> LAYERS = Map.of(
            "shop/logo", Drawn.plain(20, 10, Color.RED),
            "große/a b,c", Drawn.plain(20, 10, Color.BLUE),
            "thing", Drawn.png(100, 100, new Color(250, 250, 250), g -> {
                g.setColor(Color.RED);
                g.fillRect(30, 20, 40, 60);
            }));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fl_layer_apply                                  | 90  | 45
            fl_layer_apply,g_north_west                     | 0   | 0
            fl_layer_apply,g_north_west,x_5,y_7             | 5   | 7
            fl_layer_apply,g_south_east,x_5,y_7             | 175 | 83
            fl_layer_apply,g_north_east,x_5,y_7             | 175 | 7
            fl_layer_apply,g_south_west,x_5,y_7             | 5   | 83
            fl_layer_apply,g_north,x_5,y_7                  | 95  | 7
            fl_layer_apply,g_south,x_-5,y_7                 | 85  | 83
            fl_layer_apply,g_center,x_0,y_-40               | 90  | 5
            fl_layer_apply,g_east,x_0.25,y_0.1              | 130 | 55
            """)
    void layerLiesWhereItsGravityAndOffsetsSay(String apply, int left, int top) {
        BufferedImage image = rendered(BASE, "l_shop:logo/" + apply, LAYERS);

        assertEquals("200x100", size(image));
        assertEquals("red", colour(image, left, top));
        assertEquals("red", colour(image, left + 19, top + 9));
        assertTrue(left == 0 || colour(image, left - 1, top).equals("white"));
        assertTrue(top + 10 == 100 || colour(image, left, top + 10).equals("white"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            l_shop:logo/fl_layer_apply,g_north_west,x_-5,y_-3           | 205x103 | 0,0 red   | 20,10 white | 0,102 none
            l_shop:logo/fl_layer_apply,g_south_east,x_-5,y_-3           | 205x103 | 204,102 red | 0,0 white | 204,0 none
            l_shop:logo/fl_layer_apply.no_overflow,g_south_east,x_-5,y_-3 | 200x100 | 199,99 red | 0,0 white | 184,99 white
            l_shop:logo/c_scale,w_300/fl_layer_apply                    | 300x150 | 0,0 red   | 299,149 red | 150,75 red
            l_shop:logo/fl_layer_apply,g_east,x_-100                    | 300x100 | 299,49 red | 199,0 white | 250,49 none
            """)
    void pictureGrowsAroundWhatHangsOverUnlessItMustNot(String all, String size, String one, String two, String three) {
        BufferedImage image = rendered(BASE, all, LAYERS);
        assertEquals(size, size(image));
        for (String place : new String[] {one, two, three}) {
            String[] parts = place.split("[, ]");
            assertEquals(parts[2], colour(image, Integer.parseInt(parts[0]), Integer.parseInt(parts[1])), place);
        }
    }

    @ParameterizedTest
    @CsvSource({"'c_scale,fl_relative,h_0.7', 140, 70", "'c_scale,fl_relative,w_0.5', 100, 50", "'c_scale,w_0.5', 10, 5", "'c_scale,w_60', 60, 30"})
    void sizeOfALayerIsInPixelsOrPartsOfItselfOrOfWhatIsBelow(String scale, int width, int height) {
        BufferedImage image = rendered(BASE, "l_shop:logo/" + scale + "/fl_layer_apply,g_north_west", LAYERS);
        assertEquals("red", colour(image, width - 1, height - 1));
        assertEquals("white", colour(image, width, 0));
        assertEquals("white", colour(image, 0, height));
    }

    @Test
    void layersLieOnEachOtherInTheirOrder() {
        BufferedImage image = rendered(BASE, "l_shop:logo/fl_layer_apply/l_gro%C3%9Fe:a%20b%252Cc/c_scale,w_4/fl_layer_apply", LAYERS);
        assertEquals("blue", colour(image, 100, 50));
        assertEquals("red", colour(image, 92, 50));
    }

    @Test
    void backgroundGoesAndTheThingStays() {
        BufferedImage cut = rendered(LAYERS.get("thing"), "e_background_removal");
        assertEquals("100x100", size(cut));
        assertEquals(0, cut.getRGB(0, 0) >>> 24);
        assertEquals(0, cut.getRGB(50, 10) >>> 24);
        assertEquals(255, cut.getRGB(50, 50) >>> 24);
        BufferedImage trimmed = rendered(LAYERS.get("thing"), "e_background_removal/e_trim/f_png");
        assertEquals("40x60", size(trimmed));
        assertEquals("red", colour(trimmed, 20, 30));
    }

    @Test
    void borderOfTheThingIsSoft() {
        byte[] faded = Drawn.png(60, 60, Color.WHITE, g -> {
            g.setColor(new Color(180, 180, 180));
            g.fillRect(19, 19, 22, 22);
            g.setColor(Color.BLACK);
            g.fillRect(20, 20, 20, 20);
        });
        BufferedImage cut = rendered(faded, "e_background_removal");
        int border = cut.getRGB(19, 30) >>> 24;
        assertTrue(border > 20 && border < 200, "alpha " + border);
        assertEquals(255, cut.getRGB(30, 30) >>> 24);
        assertEquals(0, cut.getRGB(18, 30) >>> 24);
    }

    @Test
    void whatIsEnclosedByTheThingStays() {
        byte[] ring = Drawn.png(60, 60, Color.WHITE, g -> {
            g.setColor(Color.RED);
            g.fillRect(15, 15, 30, 30);
            g.setColor(Color.WHITE);
            g.fillRect(25, 25, 10, 10);
        });
        assertEquals("white", colour(rendered(ring, "e_background_removal"), 30, 30));
    }

    @Test
    void stickerLiesOnItsMockUpWithoutItsBackground() {
        BufferedImage image = rendered(Drawn.plain(300, 200, Color.BLUE),
                "l_thing/e_background_removal/c_scale,w_100/fl_layer_apply.no_overflow,g_center,x_0,y_-40", LAYERS);
        assertEquals("300x200", size(image));
        assertEquals("red", colour(image, 150, 60));
        assertEquals("blue", colour(image, 105, 15));
        assertEquals("blue", colour(image, 150, 150));
    }

    @Test
    void trimCutsOffOneColourAndLeavesAPlainPictureAlone() {
        byte[] framed = Drawn.png(80, 60, Color.BLUE, g -> {
            g.setColor(Color.RED);
            g.fillRect(10, 5, 50, 40);
        });
        assertEquals("50x40", size(rendered(framed, "e_trim")));
        assertEquals("80x60", size(rendered(Drawn.plain(80, 60, Color.BLUE), "e_trim")));
    }
}
