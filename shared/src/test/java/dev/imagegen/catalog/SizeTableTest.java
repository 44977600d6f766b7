package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sizes that the providers document, written out again: 1:1, 16:9, 9:16, 4:3, 3:4 of 0.5K, 1K, 2K and 4K. */
class SizeTableTest {

    private static final List<String> NANO_BANANA_1 = List.of("1024x1024 1344x768 768x1344 1184x864 864x1184");
    private static final List<String> RECRAFT_3 = List.of("1024x1024 1820x1024 1024x1820 1365x1024 1024x1365");
    private static final List<String> RECRAFT_4 = List.of("1024x1024 1344x768 768x1344 1216x896 896x1216");
    private static final List<String> FLUX = List.of(
            "512x512 512x288 288x512 512x384 384x512",
            "1024x1024 1024x576 576x1024 1024x768 768x1024",
            "2048x2048 2048x1152 1152x2048 2048x1536 1536x2048",
            "2048x2048 2560x1440 1440x2560 2304x1728 1728x2304");
    private static final List<String> NANO_BANANA_2 = List.of(
            "1024x1024 1376x768 768x1376 1200x896 896x1200",
            "1024x1024 1376x768 768x1376 1200x896 896x1200",
            "2048x2048 2752x1536 1536x2752 2400x1792 1792x2400",
            "4096x4096 5504x3072 3072x5504 4800x3584 3584x4800");
    private static final List<String> GPT_2 = List.of(
            "816x816 1280x720 720x1280 960x720 720x960",
            "1024x1024 1280x720 720x1280 1024x768 768x1024",
            "2048x2048 2048x1152 1152x2048 2048x1536 1536x2048",
            "2880x2880 3840x2160 2160x3840 3264x2448 2448x3264");
    private static final String IDEOGRAM_SMALL = "1024x1024 1280x720 720x1280 1152x864 864x1152";
    private static final String IDEOGRAM_LARGE = "2048x2048 2560x1440 1440x2560 2304x1728 1728x2304";
    private static final List<String> IDEOGRAM = List.of(IDEOGRAM_SMALL, IDEOGRAM_SMALL, IDEOGRAM_LARGE, IDEOGRAM_LARGE);

    /** A table of one line holds for every tier. */
    private static final Map<String, List<String>> TABLES = Map.ofEntries(
            Map.entry("flux-2-klein-9b", FLUX),
            Map.entry("flux-2-klein-9b-edit", FLUX),
            Map.entry("flux-2-pro", FLUX),
            Map.entry("flux-2-pro-edit", FLUX),
            Map.entry("recraft-v3", RECRAFT_3),
            Map.entry("recraft-v3-edit", RECRAFT_3),
            Map.entry("recraft-v4", RECRAFT_4),
            Map.entry("gpt-image-1-mini", GPT_2),
            Map.entry("gpt-image-1-mini-edit", GPT_2),
            Map.entry("gpt-image-2", GPT_2),
            Map.entry("gpt-image-2-edit", GPT_2),
            Map.entry("nano-banana-1", NANO_BANANA_1),
            Map.entry("nano-banana-1-edit", NANO_BANANA_1),
            Map.entry("nano-banana-2", NANO_BANANA_2),
            Map.entry("nano-banana-2-edit", NANO_BANANA_2),
            Map.entry("ideogram-v4-turbo", IDEOGRAM),
            Map.entry("ideogram-v4-base", IDEOGRAM));

    static Stream<Arguments> sizes() {
        List<Arguments> rows = new ArrayList<>();
        TABLES.forEach((id, table) -> {
            for (Resolution resolution : Resolution.values()) {
                String[] sizes = table.get(table.size() == 1 ? 0 : resolution.ordinal()).split(" ");
                for (AspectRatio ratio : AspectRatio.values()) {
                    rows.add(Arguments.of(id, ratio, resolution, sizes[ratio.ordinal()]));
                }
            }
        });
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void shapeBecomesTheSizeThatTheProviderDocuments(String id, AspectRatio ratio, Resolution resolution, String size) {
        Wishes start = id.endsWith("-edit") ? Wishes.edit(1) : Wishes.lamp();
        assertEquals(size, start.by(id).sized(ratio, resolution).resolved().size().toString());
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void sizeOfTheTableIsMadeExactlyWhereItCanBeAskedFor(String id, AspectRatio ratio, Resolution resolution, String size) {
        boolean withinTheContract = Stream.of(size.split("x")).mapToInt(Integer::parseInt).max().orElseThrow() <= 4096;
        if (withinTheContract) {
            Wishes start = id.endsWith("-edit") ? Wishes.edit(1) : Wishes.lamp();
            assertEquals(size, start.by(id).sized(size).resolved().size().toString());
        }
    }

    @Test
    void requestWithoutASizeGetsTheSquareOfOneK() {
        TABLES.forEach((id, table) -> {
            Wishes start = id.endsWith("-edit") ? Wishes.edit(1) : Wishes.lamp();
            assertEquals("1024x1024", start.by(id).resolved().size().toString(), id);
        });
    }
}
