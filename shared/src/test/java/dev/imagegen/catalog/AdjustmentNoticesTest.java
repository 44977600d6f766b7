package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Resolution;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes and was not asked for is told, and what nobody sees is not. */
class AdjustmentNoticesTest {

    @Test
    void requestThatIsServedAsItStandsHasNothingToTell() {
        assertEquals(List.of(), Wishes.lamp().by("flux-2-pro").sized("640x480").as(ImageFormat.JPEG).seed(7).notices());
    }

    @Test
    void defaultModelIsNamed() {
        assertEquals(List.of(Notice.info("No model was named: nano-banana-1 was used.")), Wishes.lamp().resolved().notices());
        assertEquals(List.of("No model was named: nano-banana-1-edit was used."), Wishes.edit(1).notices());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flux-2-pro        | 1000x1000 | 1008x1008
            flux-2-pro        | 4096x4096 | 2048x2048
            gpt-image-2       | 64x4096   | 480x1408
            recraft-v3        | 1920x1080 | 1820x1024
            nano-banana-1     | 1024x1025 | 1024x1024
            ideogram-v4-turbo | 1000x1000 | 1024x1024
            """)
    void exactSizeThatCannotBeMadeIsToldWithWhatComes(String id, String asked, String made) {
        assertEquals(
                List.of("The size was adjusted: %s was asked for, %s makes %s.".formatted(asked, id, made)),
                Wishes.lamp().by(id).sized(asked).notices());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flux-2-pro        | SQUARE    | FOUR_K | 1:1 at 4K    | 2048x2048
            gpt-image-2       | SQUARE    | FOUR_K | 1:1 at 4K    | 2880x2880
            recraft-v4        | SQUARE    | TWO_K  | 1:1 at 2K    | 1024x1024
            nano-banana-1     | TALL      | HALF_K | 9:16 at 0.5K | 768x1344
            gpt-image-1-mini  | SQUARE    | HALF_K | 1:1 at 0.5K  | 816x816
            nano-banana-2     | WIDE      | HALF_K | 16:9 at 0.5K | 1376x768
            ideogram-v4-turbo | SQUARE    | HALF_K | 1:1 at 0.5K  | 1024x1024
            """)
    void shapeOfAnotherTierOrRatioIsToldWithWhatComes(
            String id, AspectRatio ratio, Resolution resolution, String asked, String made) {
        assertEquals(
                List.of("The size was adjusted: %s was asked for, %s makes %s.".formatted(asked, id, made)),
                Wishes.lamp().by(id).sized(ratio, resolution).notices());
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-pro, WIDE, ONE_K", "flux-2-pro, SQUARE, TWO_K", "nano-banana-1, WIDE, ONE_K", "nano-banana-2, PORTRAIT, FOUR_K",
        "recraft-v4, LANDSCAPE, ONE_K", "gpt-image-2, WIDE, FOUR_K", "ideogram-v4-base, TALL, TWO_K",
    })
    void shapeThatIsMadeAsNearAsTheEyeSeesNeedsNoNotice(String id, AspectRatio ratio, Resolution resolution) {
        assertEquals(List.of(), Wishes.lamp().by(id).sized(ratio, resolution).notices());
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-pro, WEBP", "recraft-v3, JPEG", "recraft-v4, JPEG", "ideogram-v4-base, JPEG", "ideogram-v4-turbo, WEBP",
    })
    void formatThatIsNotMadeBecomesPngAndIsTold(String id, ImageFormat format) {
        Wishes wish = Wishes.lamp().by(id).as(format);
        assertEquals(ImageFormat.PNG, wish.resolved().format());
        assertEquals(
                List.of("The format was adjusted: %s does not make %s, the image is png.".formatted(id, format.wireName())),
                wish.notices());
    }

    @ParameterizedTest
    @CsvSource({"flux-2-klein-9b, JPEG", "recraft-v4, WEBP", "gpt-image-1-mini, WEBP", "nano-banana-2, JPEG"})
    void formatThatIsMadeIsKept(String id, ImageFormat format) {
        Wishes wish = Wishes.lamp().by(id).as(format);
        assertEquals(format, wish.resolved().format());
        assertEquals(List.of(), wish.notices());
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-pro, 4294967295, 4294967296, 0", "flux-2-pro, 4294967295, 9223372036854775807, 4294967295",
        "ideogram-v4-base, 2147483647, 2147483655, 7", "nano-banana-1, 2147483647, 4294967296, 0",
    })
    void seedBeyondTheModelIsFoldedAndTold(String id, long max, long asked, long used) {
        Wishes wish = Wishes.lamp().by(id).seed(asked);
        assertEquals(OptionalLong.of(used), wish.resolved().seed());
        assertEquals(
                List.of("The seed was adjusted: %s takes seeds up to %d, so %d became %d.".formatted(id, max, asked, used)),
                wish.notices());
    }

    @ParameterizedTest
    @CsvSource({"flux-2-pro, 4294967295", "ideogram-v4-base, 2147483647", "recraft-v3, 0"})
    void seedWithinTheModelIsKept(String id, long seed) {
        assertEquals(OptionalLong.of(seed), Wishes.lamp().by(id).seed(seed).resolved().seed());
        assertEquals(List.of(), Wishes.lamp().by(id).seed(seed).notices());
    }

    @ParameterizedTest
    @CsvSource({"gpt-image-1-mini", "gpt-image-2", "nano-banana-2"})
    void modelWithoutSeedsIgnoresOneSilently(String id) {
        assertEquals(OptionalLong.empty(), Wishes.lamp().by(id).seed(7).resolved().seed());
        assertEquals(List.of(), Wishes.lamp().by(id).seed(7).notices());
    }

    @Test
    void allAdjustmentsAreToldInTheOrderOfModelSizeFormatSeed() {
        assertEquals(
                List.of(
                        "No model was named: nano-banana-1 was used.",
                        "The size was adjusted: 64x64 was asked for, nano-banana-1 makes 1024x1024.",
                        "The seed was adjusted: nano-banana-1 takes seeds up to 2147483647, so 2147483648 became 0."),
                Wishes.lamp().sized("64x64").seed(2_147_483_648L).notices());
        assertEquals(
                List.of(
                        "The size was adjusted: 64x64 was asked for, ideogram-v4-base makes 1024x1024.",
                        "The format was adjusted: ideogram-v4-base does not make webp, the image is png.",
                        "The seed was adjusted: ideogram-v4-base takes seeds up to 2147483647, so 2147483648 became 0."),
                Wishes.lamp().by("ideogram-v4-base").sized("64x64").as(ImageFormat.WEBP).seed(2_147_483_648L).notices());
    }
}
