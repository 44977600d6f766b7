package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ModelSelection.Auto;
import dev.imagegen.contract.ModelSelection.ByFamily;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.Tier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that is not there is refused with those that are; so is what a model does not take. */
class ModelRefusalTest {

    private static final List<String> IDS = List.of(
            "flux-2-klein-9b", "flux-2-pro", "recraft-v3", "recraft-v4", "gpt-image-1-mini", "gpt-image-2", "nano-banana-1",
            "nano-banana-2", "ideogram-v4-turbo", "ideogram-v4-base");
    private static final List<String> EDIT_IDS = List.of(
            "flux-2-klein-9b-edit", "flux-2-pro-edit", "recraft-v3-edit", "gpt-image-1-mini-edit", "gpt-image-2-edit",
            "nano-banana-1-edit", "nano-banana-2-edit");
    private static final List<String> FAMILIES = List.of("flux", "recraft", "gpt-image", "nano-banana", "ideogram");
    private static final List<String> EDITS = List.of(
            "flux/standard", "flux/premium", "recraft/standard", "gpt-image/standard", "gpt-image/premium",
            "nano-banana/standard", "nano-banana/premium");

    private static PublicError unknown(String field, String message, List<String> allowed) {
        return new PublicError(ErrorCode.UNKNOWN_MODEL, message, Map.of("field", field, "allowed", allowed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dall-e-3", "flux", "FLUX-2-PRO", "flux-2-pro ", "recraft-v4-edit", "ideogram-v4-base-edit"})
    void unknownIdIsRefusedWithTheIdsOfTheRoute(String id) {
        assertEquals(
                unknown("model.id", "'%s' is no model. The models of text_to_image are %s.".formatted(id, String.join(", ", IDS)), IDS),
                Wishes.lamp().by(id).refusal());
        assertEquals(
                unknown("model.id",
                        "'%s' is no model. The models of image_to_image are %s.".formatted(id, String.join(", ", EDIT_IDS)),
                        EDIT_IDS),
                Wishes.edit(1).by(id).refusal());
    }

    @Test
    void idOfTheOtherRouteIsRefusedWithItsRoute() {
        for (String id : EDIT_IDS) {
            assertEquals(
                    unknown("model.id", "'%s' is a model of image_to_image. The models of text_to_image are %s."
                            .formatted(id, String.join(", ", IDS)), IDS),
                    Wishes.lamp().by(id).refusal());
        }
        for (String id : IDS) {
            assertEquals(
                    unknown("model.id", "'%s' is a model of text_to_image. The models of image_to_image are %s."
                            .formatted(id, String.join(", ", EDIT_IDS)), EDIT_IDS),
                    Wishes.edit(1).by(id).refusal());
        }
    }

    @Test
    void longIdIsShortenedInTheAnswer() {
        String message = Wishes.lamp().by("x".repeat(255)).refusal().message();
        assertTrue(message.startsWith("'" + "x".repeat(79) + "…' is no model."), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"midjourney", "Flux", "gpt_image"})
    void unknownFamilyIsRefusedWithTheFamilies(String family) {
        var expected = unknown("model.family",
                "'%s' is no family. The families are flux, recraft, gpt-image, nano-banana, ideogram.".formatted(family), FAMILIES);
        for (Tier tier : Tier.values()) {
            assertEquals(expected, Wishes.lamp().by(new ByFamily(family, tier)).refusal());
            assertEquals(expected, Wishes.edit(1).by(new ByFamily(family, tier)).refusal());
        }
    }

    @ParameterizedTest
    @CsvSource({"recraft, PREMIUM", "ideogram, STANDARD", "ideogram, PREMIUM"})
    void familyWithoutAnEditModelIsRefusedWithThoseThatHaveOne(String family, Tier tier) {
        assertEquals(
                unknown("model", "%s has no %s model for image_to_image. There is %s."
                        .formatted(family, tier.wireName(), String.join(", ", EDITS)), EDITS),
                Wishes.edit(1).by(new ByFamily(family, tier)).refusal());
    }

    @ParameterizedTest
    @CsvSource({"recraft-v3-edit, 2, 1 reference image", "recraft-v3-edit, 4, 1 reference image", "nano-banana-1-edit, 4, 3 reference images"})
    void moreReferencesThanTheModelTakesAreRefused(String id, int references, String limit) {
        var error = Wishes.edit(references).by(id).refusal();
        assertEquals(
                new PublicError(ErrorCode.INVALID_REQUEST, "%s takes %s at most, not %d.".formatted(id, limit, references),
                        Map.of("field", "reference_images")),
                error);
    }

    @ParameterizedTest
    @CsvSource({
        "recraft-v3, 1000", "recraft-v4, 10000", "flux-2-pro, 10000", "ideogram-v4-turbo, 10000", "gpt-image-2, 16384",
        "nano-banana-1, 16384",
    })
    void promptMayHaveAsManyCharactersAsTheModelTakes(String id, int max) {
        assertEquals(id, Wishes.lamp().by(id).prompt("😀".repeat(max)).resolved().model().id());
        assertEquals(
                new PublicError(ErrorCode.INVALID_REQUEST,
                        "'prompt' may have %d characters at most with %s, not %d.".formatted(max, id, max + 1),
                        Map.of("field", "prompt")),
                Wishes.lamp().by(id).prompt("😀".repeat(max + 1)).refusal());
    }

    @Test
    void automaticChoiceThatNoCeilingCoversIsRefused() {
        assertEquals(
                new PublicError(ErrorCode.INVALID_REQUEST,
                        "No model makes this within the 6 credits that 'economy' may cost. Ask for a smaller size, or name a model.",
                        Map.of("field", "model.preference")),
                Wishes.edit(4).by(new Auto(Preference.ECONOMY)).prompt("a".repeat(10_001))
                        .sized(AspectRatio.SQUARE, Resolution.FOUR_K).refusal());
    }
}
