package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Resolution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The price list, written out again: an image costs what its provider takes, rounded up to whole credits. */
class CreditsTest {

    /** Per model: 1:1, 16:9, 9:16, 4:3, 3:4 of 0.5K, 1K, 2K and 4K; one number holds for all. */
    private static final Map<String, String> PRICES = Map.ofEntries(
            Map.entry("flux-2-klein-9b", "2 2 2 2 2, 2 2 2 2 2, 3 2 2 2 2, 3 3 3 3 3"),
            Map.entry("flux-2-pro", "3 3 3 3 3, 3 3 3 3 3, 8 6 6 6 6, 8 8 8 8 8"),
            Map.entry("recraft-v3", "4"),
            Map.entry("recraft-v4", "4"),
            Map.entry("gpt-image-1-mini", "1 1 1 1 1, 1 1 1 1 1, 2 1 1 1 1, 2 2 2 2 2"),
            Map.entry("gpt-image-2", "5 3 3 4 4, 6 3 3 4 4, 11 5 5 7 7, 18 11 11 13 13"),
            Map.entry("nano-banana-1", "4"),
            Map.entry("nano-banana-2", "4 4 4 4 4, 4 4 4 4 4, 6 6 6 6 6, 12 12 12 12 12"),
            Map.entry("ideogram-v4-turbo", "3"),
            Map.entry("ideogram-v4-base", "6"));

    static Stream<Arguments> prices() {
        List<Arguments> rows = new ArrayList<>();
        PRICES.forEach((id, table) -> {
            List<String> all = table.length() < 3 ? Collections.nCopies(20, table) : List.of(table.split(",? "));
            for (Resolution resolution : Resolution.values()) {
                for (AspectRatio ratio : AspectRatio.values()) {
                    long credits = Long.parseLong(all.get(resolution.ordinal() * 5 + ratio.ordinal()));
                    rows.add(Arguments.of(id, ratio, resolution, credits));
                }
            }
        });
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("prices")
    void imageCostsWhatTheListSays(String id, AspectRatio ratio, Resolution resolution, long credits) {
        assertEquals(credits, Wishes.lamp().by(id).sized(ratio, resolution).resolved().credits());
    }

    /**
     * A megapixel of a reference costs 0.2 with flux klein and 1.5 with flux pro, where four of each are reserved as long as its
     * size is not known; a reference costs 1 with gpt-image, and next to nothing with the others.
     */
    @ParameterizedTest
    @CsvSource({
        "flux-2-klein-9b-edit, 1, 3", "flux-2-klein-9b-edit, 2, 4", "flux-2-klein-9b-edit, 3, 4", "flux-2-klein-9b-edit, 4, 5",
        "flux-2-pro-edit, 1, 9", "flux-2-pro-edit, 2, 15", "flux-2-pro-edit, 3, 21", "flux-2-pro-edit, 4, 27",
        "gpt-image-1-mini-edit, 1, 2", "gpt-image-1-mini-edit, 4, 5",
        "gpt-image-2-edit, 1, 7", "gpt-image-2-edit, 4, 10",
        "recraft-v3-edit, 1, 4",
        "nano-banana-1-edit, 1, 4", "nano-banana-1-edit, 3, 4",
        "nano-banana-2-edit, 1, 4", "nano-banana-2-edit, 4, 4",
    })
    void editAtOneKCostsItsReferencesToo(String id, int references, long credits) {
        assertEquals(credits, Wishes.edit(references).by(id).resolved().credits());
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-klein-9b-edit, 1, 2", "flux-2-klein-9b-edit, 2, 2", "flux-2-klein-9b-edit, 3, 3", "flux-2-klein-9b-edit, 4, 3",
        "flux-2-pro-edit, 1, 5", "flux-2-pro-edit, 2, 6", "flux-2-pro-edit, 3, 8", "flux-2-pro-edit, 4, 9",
    })
    void editOfReferencesOfAKnownMegapixelCostsNoMoreThanThey(String id, int references, long credits) {
        assertEquals(credits, Wishes.edit(ReferenceSizes.of(Collections.nCopies(references, 1024L * 1024))).by(id).resolved().credits());
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-pro, 64x64, 3", "flux-2-pro, 1024x1024, 3", "flux-2-pro, 1040x1040, 5", "flux-2-pro, 1200x800, 3", "flux-2-pro, 4096x4096, 8",
        "flux-2-pro, 1024x576, 3", "flux-2-pro, 1040x592, 3", "flux-2-pro, 2560x1440, 8", "flux-2-pro, 4096x1024, 8",
        "flux-2-klein-9b, 2048x2048, 3", "flux-2-klein-9b, 2048x1152, 2",
        "gpt-image-2, 64x64, 5", "gpt-image-2, 1024x1024, 6", "gpt-image-2, 3840x2160, 11", "gpt-image-2, 4096x4096, 18",
        "nano-banana-2, 512x512, 4", "nano-banana-2, 1025x1025, 6", "nano-banana-2, 4096x4096, 12",
        "recraft-v3, 64x4096, 4", "ideogram-v4-base, 3000x1000, 6",
    })
    void exactSizeCostsWhatItsOwnPixelsDo(String id, String pixels, long credits) {
        assertEquals(credits, Wishes.lamp().by(id).sized(pixels).resolved().credits());
    }

    @Test
    void noSizeOfAnyModelIsFreeOrDearerThanItsLargestShape() {
        Catalog catalog = Catalog.load();
        for (Operation operation : Operation.values()) {
            for (Model model : catalog.offered(operation)) {
                Wishes start = operation == Operation.TEXT_TO_IMAGE ? Wishes.lamp() : Wishes.edit(1);
                long largest = Stream.of(AspectRatio.values())
                        .mapToLong(r -> start.by(model.id()).sized(r, Resolution.FOUR_K).resolved().credits())
                        .max().orElseThrow();
                for (int width = 64; width <= 4096; width += 448) {
                    for (int height = 64; height <= 4096; height += 448) {
                        long credits = start.by(model.id()).sized(width + "x" + height).resolved().credits();
                        assertTrue(credits >= 1 && credits <= largest, model.id() + " " + width + "x" + height + ": " + credits);
                    }
                }
            }
        }
    }
}
