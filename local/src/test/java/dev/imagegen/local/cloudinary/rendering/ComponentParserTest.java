package dev.imagegen.local.cloudinary.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.imagegen.local.cloudinary.rendering.Component.Apply;
import dev.imagegen.local.cloudinary.rendering.Component.Format;
import dev.imagegen.local.cloudinary.rendering.Component.OpenImage;
import dev.imagegen.local.cloudinary.rendering.Component.Quality;
import dev.imagegen.local.cloudinary.rendering.Component.RemoveBackground;
import dev.imagegen.local.cloudinary.rendering.Component.Resize;
import dev.imagegen.local.cloudinary.rendering.Component.Trim;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentParserTest {

    private static final Optional<Length> NONE = Optional.empty();

    private static Component one(String component) {
        List<Component> all = ComponentParser.read(component);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    @Test
    void orderOfParametersMeansNothing() {
        var fill = new Resize(Mode.FILL, Optional.of(new Length(1920, false)), Optional.of(new Length(1080, false)),
                Optional.empty(), Gravity.AUTO, NONE, NONE, Optional.empty(), false);
        assertEquals(fill, one("c_fill,g_auto,h_1080,w_1920"));
        assertEquals(fill, one("w_1920,h_1080,g_auto,c_fill"));
    }

    @Test
    void sizeAndFormatAndQualityInOneComponentAreThreeThings() {
        List<Component> all = ComponentParser.read("c_fill,f_webp,q_70,w_9");
        assertInstanceOf(Resize.class, all.getFirst());
        assertEquals(List.of(new Format("webp"), new Quality(70)), all.subList(1, 3));
    }

    @Test
    void effectsAndOutputsAreRead() {
        assertEquals(new Trim(), one("e_trim"));
        assertEquals(new RemoveBackground(), one("e_background_removal"));
        assertEquals(new Format("jpg"), one("f_jpeg"));
        assertEquals(new Quality(80), one("q_auto"));
        assertEquals(new Quality(80), one("q_auto:best"));
    }

    @Test
    void layerIsAppliedAtItsPlace() {
        assertEquals(new Apply(Gravity.CENTER, Optional.of(new Length(0, false)), Optional.of(new Length(-40, false)), true),
                one("fl_layer_apply.no_overflow,g_center,x_0,y_-40"));
        assertEquals(new Apply(Gravity.CENTER, NONE, NONE, false), one("fl_layer_apply"));
    }

    @ParameterizedTest
    @CsvSource({
        "l_a, a", "l_a:b:c, a/b/c", "l_gr%C3%B6%C3%9Fe:a%20b, größe/a b", "'l_a%252Cb', 'a,b'", "l_private, private",
    })
    void layerIsNamedWithColonsForSlashes(String component, String publicId) {
        assertEquals(new OpenImage(publicId), one(component));
    }

    @ParameterizedTest
    @CsvSource({
        "rgb:ffffff, 255, 255, 255, 255", "rgb:f80, 255, 136, 0, 255", "rgb:01020380, 1, 2, 3, 128", "green, 0, 128, 0, 255",
        "transparent, 0, 0, 0, 0",
    })
    void colourIsRead(String text, int red, int green, int blue, int alpha) {
        assertEquals(new Color(red, green, blue, alpha), Colours.read(text));
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "-10, -10", "0.5, 100", "1.0, 200", "1.25, 250"})
    void lengthIsPixelsOrAPartOfTheWhole(String text, int pixels) {
        assertEquals(pixels, Length.read("w", text).of(200));
    }
}
