package dev.imagegen.asset.transformation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlWriterTest {

    private static final Placement ANYWHERE =
            new Placement(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), false);

    private static Source source(String id) {
        return new Source(id, OptionalLong.empty(), Optional.empty());
    }

    private static String path(Step... steps) {
        String url = new UrlWriter(URI.create("https://res.cloudinary.com"), "acme")
                .url(new Picture("x", source("a"), List.of(steps)));
        return url.replaceFirst("^https://res.cloudinary.com/acme/image/upload/(.*)/?a$", "$1").replaceFirst("/$", "");
    }

    @ParameterizedTest
    @CsvSource({
        "https://res.cloudinary.com, https://res.cloudinary.com/acme/image/upload/v17/gen/a",
        "https://images.example.com, https://images.example.com/acme/image/upload/v17/gen/a",
        "https://images.example.com:8443, https://images.example.com:8443/acme/image/upload/v17/gen/a",
        "http://127.0.0.1:3001, http://127.0.0.1:3001/acme/image/upload/v17/gen/a",
    })
    void baseIsTheOneOfTheDeployment(String base, String url) {
        Picture original = new Picture("x", new Source("gen/a", OptionalLong.of(17), Optional.empty()), List.of());
        assertEquals(url, new UrlWriter(URI.create(base), "acme").url(original));
    }

    @Test
    void sameStepsAreTheSameUrlAtEveryCall() {
        Step.Crop crop = new Step.Crop(CropMode.FILL, OptionalInt.of(9), OptionalInt.of(8), Optional.empty(), Optional.of(Gravity.AUTO));
        assertEquals("c_fill,g_auto,h_8,w_9/f_auto/q_auto", path(crop, new Step.Format("auto"), new Step.Quality("auto")));
        assertEquals("c_fill,g_auto,h_8,w_9/f_auto/q_auto", path(crop, new Step.Format("auto"), new Step.Quality("auto")));
    }

    @ParameterizedTest
    @CsvSource({"'', '', '', Arial_9", "bold, '', '', Arial_9_bold", "'', italic, right, Arial_9_italic_right", "300, italic, left, Arial_9_300_italic_left"})
    void looksOfATextComeInTheOrderOfTheReference(String weight, String style, String align, String words) {
        var look = new Step.TextStyle(word(weight), word(style), word(align));
        assertEquals("l_text:" + words + ":x/fl_layer_apply", path(
                new Step.TextLayer("x", "Arial", 9, look, Optional.empty(), OptionalInt.empty(), ANYWHERE)));
    }

    private static Optional<String> word(String word) {
        return Optional.of(word).filter(w -> !w.isEmpty());
    }

    @Test
    void layerInPixelsHasBothSidesAndItsBackgroundIsRemovedBefore() {
        var scale = new Step.Scale.Pixels(OptionalInt.of(30), OptionalInt.of(20));
        var place = new Placement(Optional.of(Gravity.SOUTH_WEST), OptionalInt.of(0), OptionalInt.of(-5), true);
        assertEquals("l_shop:logo/e_background_removal/c_scale,h_20,w_30/fl_layer_apply.no_overflow,g_south_west,x_0,y_-5",
                path(new Step.ImageLayer(source("shop/logo"), true, Optional.of(scale), place)));
        assertEquals("l_logo/fl_layer_apply",
                path(new Step.ImageLayer(source("logo"), false, Optional.empty(), ANYWHERE)));
    }
}
