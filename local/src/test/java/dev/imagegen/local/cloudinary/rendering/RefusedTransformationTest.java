package dev.imagegen.local.cloudinary.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not known is refused, and never left out in silence. */
class RefusedTransformationTest {

    private static final byte[] BASE = Drawn.plain(40, 20, Color.WHITE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c_zoom,w_9                    | Invalid crop mode zoom
            c_fill                        | Crop mode fill needs a width, a height or an aspect ratio
            c_scale,g_auto,w_9            | Gravity auto does not go with crop mode scale
            c_pad,g_auto,w_9              | Gravity auto does not go with crop mode pad
            c_limit,g_north,w_9           | Gravity north does not go with crop mode limit
            c_fill,g_face,w_9             | Invalid gravity face
            c_fill,h_0.5,w_9              | Pixels and ratios are mixed in c_fill,h_0.5,w_9
            c_crop,h_9,w_9,x_0.5          | Pixels and ratios are mixed in c_crop,h_9,w_9,x_0.5
            c_fill,w_abc                  | Invalid value abc for parameter w
            c_fill,w_0                    | Invalid value 0 for parameter w
            c_fill,w_-5                   | Invalid value -5 for parameter w
            c_fill,w_9999999              | Invalid value 9999999 for parameter w
            c_fill,w_1e3                  | Invalid value 1e3 for parameter w
            c_fill,h_6000,w_6000          | A picture of 6000 x 6000 pixels is not rendered; 25 million are the most
            c_scale,w_100000              | A picture of 100000 x 50000 pixels is not rendered; 25 million are the most
            c_fill,w_9,w_8                | Parameter w is empty or stands twice in c_fill,w_9,w_8
            c_fill,w_                     | Parameter w is empty or stands twice in c_fill,w_
            c_fill,ar_1:0,w_9             | Invalid aspect ratio 1:0
            c_fill,ar_wide,w_9            | Invalid aspect ratio wide
            ar_1:1,c_fill,h_9,w_9         | Width, height and aspect ratio do not go together
            c_fill,w_9,x_3                | Offset or background does not go with crop mode fill
            b_red,c_fill,w_9              | Offset or background does not go with crop mode fill
            b_pink,c_pad,w_9              | Invalid color pink
            c_fill,w_9,z_3                | Unknown parameter z_3
            r_max                         | Unknown parameter r_max
            t_named                       | Unknown parameter t_named
            $size_1                       | Unknown parameter $size_1
            e_sepia                       | Invalid effect sepia
            f_gif                         | Invalid format gif
            q_0                           | Invalid quality 0
            q_101                         | Invalid quality 101
            q_fine                        | Invalid quality fine
            fl_progressive                | Invalid flag progressive
            c_scale,fl_relative,h_0.5     | Flag relative belongs to the size of a layer
            fl_layer_apply                | There is no layer to apply
            l_logo                        | A layer is not applied: fl_layer_apply is missing
            l_logo/c_scale,w_9            | A layer is not applied: fl_layer_apply is missing
            l_logo/l_logo/fl_layer_apply  | A layer is opened before the last one is applied
            l_logo/fl_layer_apply         | Resource not found - layer logo
            l_private:logo/fl_layer_apply | Layers are public images only, not private:logo
            l_authenticated:a/fl_layer_apply | Layers are public images only, not authenticated:a
            l_fetch:aHR0cA==/fl_layer_apply | Layers are public images only, not fetch:aHR0cA==
            l_logo,w_9/fl_layer_apply     | Parameter w does not belong into l_logo,w_9
            l_logo/f_png/fl_layer_apply   | Format and quality are those of the whole picture, not of a layer
            l_logo/fl_layer_apply,g_auto  | Gravity auto does not go with layer_apply
            l_logo/fl_layer_apply,w_9     | Parameter w does not belong into fl_layer_apply,w_9
            l_logo/fl_layer_apply,x_0.5,y_3 | Pixels and ratios are mixed in fl_layer_apply,x_0.5,y_3
            l_text:Arial:a/fl_layer_apply | A text layer needs a font and a size, not Arial
            l_text:Arial_0:a/fl_layer_apply | Invalid font size 0
            l_text:Arial_9999:a/fl_layer_apply | Invalid font size 9999
            l_text:Arial_9_wavy:a/fl_layer_apply | Invalid text style wavy
            l_text:Arial_9:/fl_layer_apply | A text layer is text:font_size:text, not text:Arial_9:
            l_text:Arial_9/fl_layer_apply | A text layer is text:font_size:text, not text:Arial_9
            l_text:Arial_9:a$(b)/fl_layer_apply | Undefined variable in a$(b)
            l_text:Arial_9:20%25/fl_layer_apply | Malformed percent code in 20%
            l_text:Arial_9:a,w_9/fl_layer_apply | A text wraps by c_fit with a width in pixels, not by l_text:Arial_9:a,w_9
            c_fit,l_text:Arial_9:a/fl_layer_apply | A text wraps by c_fit with a width in pixels, not by c_fit,l_text:Arial_9:a
            co_1,l_text:Arial_9:a/fl_layer_apply | Invalid color 1
            """)
    void unknownOrWrongIsSaid(String transformation, String message) {
        assertEquals(message, assertThrows(RenderingException.class, () -> Drawn.rendered(BASE, transformation)).getMessage());
    }

    @Test
    void numberOfStepsIsBounded() {
        assertThrows(RenderingException.class, () -> Recipe.read(Collections.nCopies(61, "e_trim")));
        assertThrows(RenderingException.class, () -> Recipe.read(
                List.of("l_a/fl_layer_apply/".repeat(21).split("/"))));
    }

    @Test
    void layerThatWouldMakeThePictureTooLargeIsRefused() {
        byte[] large = Drawn.plain(4000, 4, Color.RED);
        var thrown = assertThrows(RenderingException.class, () -> Drawn.rendered(Drawn.plain(4, 4000, Color.RED),
                "l_a/c_scale,h_9,w_9000/fl_layer_apply", Map.of("a", large)));
        assertEquals("A picture of 9000 x 4000 pixels is not rendered; 25 million are the most", thrown.getMessage());
    }

    @Test
    void whatIsNoImageIsRefused() {
        var thrown = assertThrows(RenderingException.class, () -> Drawn.rendered(new byte[] {1, 2, 3}, "e_trim"));
        assertEquals("An image is not a PNG, JPEG or WebP image", thrown.getMessage());
    }
}
