package dev.imagegen.asset.transformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PictureSizeTest {

    private static Picture picture(Size known, Step... steps) {
        return new Picture("x", new Source("a", OptionalLong.empty(), Optional.ofNullable(known)), List.of(steps));
    }

    private static Step crop(CropMode mode, int width, int height) {
        return new Step.Crop(mode, side(width), side(height), Optional.empty(), Optional.empty());
    }

    private static OptionalInt side(int pixels) {
        return pixels == 0 ? OptionalInt.empty() : OptionalInt.of(pixels);
    }

    @ParameterizedTest
    @EnumSource(names = {"FILL", "THUMB", "SCALE", "PAD", "MPAD"})
    void twoSidesAreTheSizeWhateverTheAssetHas(CropMode mode) {
        assertEquals(Optional.of(new Size(30, 20)), PictureSize.of(picture(null, crop(mode, 30, 20))));
    }

    @ParameterizedTest
    @EnumSource(names = {"LFILL", "FIT", "LIMIT", "CROP"})
    void whatDependsOnTheAssetIsNotSaidWhileItsSizeIsUnknown(CropMode mode) {
        assertEquals(Optional.empty(), PictureSize.of(picture(null, crop(mode, 30, 20))));
        assertFalse(PictureSize.enlarges(picture(null, crop(mode, 30, 20))));
    }

    @Test
    void oneSideFollowsTheOtherOnlyOfAKnownAsset() {
        assertEquals(Optional.empty(), PictureSize.of(picture(null, crop(CropMode.SCALE, 30, 0))));
        assertEquals(Optional.of(new Size(30, 60)), PictureSize.of(picture(new Size(100, 200), crop(CropMode.SCALE, 30, 0))));
        assertEquals(Optional.of(new Size(30, 200)), PictureSize.of(picture(new Size(100, 200), crop(CropMode.CROP, 30, 0))));
    }

    @Test
    void trimmingMakesTheSizeUnknownAndALaterCropKnownAgain() {
        Size known = new Size(100, 200);
        assertEquals(Optional.empty(), PictureSize.of(picture(known, new Step.Trim())));
        assertEquals(Optional.of(new Size(5, 6)), PictureSize.of(picture(known, new Step.Trim(), crop(CropMode.FILL, 5, 6))));
        assertEquals(Optional.of(known), PictureSize.of(picture(known, new Step.BackgroundRemoval(), new Step.Format("png"))));
    }

    @ParameterizedTest
    @CsvSource({
        "FILL, 100, 200, false", "FILL, 101, 10, true", "FILL, 10, 201, true", "THUMB, 300, 9, true", "PAD, 300, 200, false",
        "PAD, 300, 201, true", "LFILL, 300, 300, false", "LIMIT, 300, 300, false", "MPAD, 300, 300, false", "CROP, 300, 300, false",
        "SCALE, 99, 201, true", "FIT, 101, 0, true", "FIT, 100, 0, false",
    })
    void enlargingIsWhatMakesPixelsThatWereNotThere(CropMode mode, int width, int height, boolean enlarges) {
        assertEquals(enlarges, PictureSize.enlarges(picture(new Size(100, 200), crop(mode, width, height))));
    }

    @Test
    void removalIsCountedOfThePictureAndOfItsLayers() {
        var place = new Placement(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), false);
        var source = new Source("b", OptionalLong.empty(), Optional.empty());
        assertTrue(picture(null, new Step.BackgroundRemoval()).removesBackground());
        assertTrue(picture(null, new Step.ImageLayer(source, true, Optional.empty(), place)).removesBackground());
        assertFalse(picture(null, new Step.ImageLayer(source, false, Optional.empty(), place), new Step.Trim()).removesBackground());
    }
}
