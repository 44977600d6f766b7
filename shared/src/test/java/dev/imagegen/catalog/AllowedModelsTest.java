package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.ModelSelection.Auto;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.Tier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A key that may use some models only: what it names must be among them, and what is chosen for it is. */
class AllowedModelsTest {

    private static PublicError notAllowed(String message, String... allowed) {
        return new PublicError(ErrorCode.MODEL_NOT_ALLOWED, message, Map.of("field", "model", "allowed", List.of(allowed)));
    }

    @ParameterizedTest
    @CsvSource({"flux, flux-2-pro", "flux-2-pro, flux-2-pro", "flux, flux-2-klein-9b"})
    void allowedModelIsUsedByItsFamilyOrItsId(String allowed, String id) {
        assertEquals(id, Wishes.lamp().by(id).resolvedWith("recraft", allowed).model().id());
    }

    @Test
    void anotherModelIsRefusedWithThoseThatAreAllowedOnTheRoute() {
        assertEquals(
                notAllowed("This key may not use gpt-image-2. For text_to_image it may use flux-2-klein-9b, flux-2-pro, recraft-v4.",
                        "flux-2-klein-9b", "flux-2-pro", "recraft-v4"),
                Wishes.lamp().by("gpt-image-2").refusalWith("recraft-v4", "flux"));
    }

    @Test
    void familyMeansItsModelsOfBothRoutesAndAnIdMeansOneModel() {
        assertEquals("flux-2-pro-edit", Wishes.edit(1).by("flux-2-pro-edit").resolvedWith("flux").model().id());
        assertEquals(
                notAllowed("This key may not use flux-2-pro-edit. It may use no model of image_to_image."),
                Wishes.edit(1).by("flux-2-pro-edit").refusalWith("flux-2-pro"));
    }

    @Test
    void familyAndTierAreThatModelAndNoOtherInItsPlace() {
        var standard = new ModelSelection.ByFamily("flux", Tier.STANDARD);
        assertEquals(
                notAllowed("This key may not use flux-2-klein-9b. For text_to_image it may use flux-2-pro.", "flux-2-pro"),
                Wishes.lamp().by(standard).refusalWith("flux-2-pro"));
        assertEquals("flux-2-pro",
                Wishes.lamp().by(new ModelSelection.ByFamily("flux", Tier.PREMIUM)).resolvedWith("flux-2-pro").model().id());
    }

    @Test
    void defaultThatIsNotAllowedIsSaidToBeTheDefault() {
        assertEquals(
                notAllowed("No model was named, and this key may not use the default, nano-banana-1. For text_to_image it may use flux-2-pro.",
                        "flux-2-pro"),
                Wishes.lamp().refusalWith("flux-2-pro"));
    }

    @Test
    void modelThatThereIsNotIsUnknownAndNotForbidden() {
        assertEquals(ErrorCode.UNKNOWN_MODEL, Wishes.lamp().by("dall-e-3").refusalWith("flux").code());
    }

    @ParameterizedTest
    @EnumSource
    void automaticChoiceIsAmongTheAllowedOnesWhateverThePreference(Preference preference) {
        Wishes wish = Wishes.lamp().by(new Auto(preference));

        assertEquals("recraft-v3", wish.resolvedWith("recraft-v3").model().id());
        assertEquals(wish.resolved(), wish.resolvedWith(wish.resolved().model().id(), "recraft-v3"));
        assertEquals(wish.resolved(), wish.resolvedWith(Catalog.load().families().toArray(String[]::new)));
    }

    @Test
    void automaticChoiceOfAKeyWithoutAModelOnTheRouteIsForbidden() {
        assertEquals(
                notAllowed("There is no model to choose from for this key. It may use no model of image_to_image."),
                Wishes.edit(1).by(new Auto(Preference.BALANCED)).refusalWith("ideogram"));
    }

    @Test
    void automaticChoiceThatIsTooDearSaysThatOtherKeysMightHaveOne() {
        PublicError refusal = Wishes.lamp().sized(AspectRatio.SQUARE, Resolution.FOUR_K).by(new Auto(Preference.ECONOMY))
                .refusalWith("gpt-image-2");

        assertEquals(ErrorCode.INVALID_REQUEST, refusal.code());
        assertTrue(refusal.message().startsWith("No model that this key may use makes this within the "), refusal.message());
    }
}
