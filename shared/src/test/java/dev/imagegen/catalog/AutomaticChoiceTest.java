package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ModelSelection.Auto;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Mode auto: a choice that can be foretold, under its ceiling. */
class AutomaticChoiceTest {

    /** In credits, as the catalogue of the deployment starts with them. */
    private static final Map<Preference, Long> CEILINGS = Map.of(
            Preference.BALANCED, 8L, Preference.QUALITY, 20L, Preference.ECONOMY, 6L,
            Preference.BALANCED_FAST, 8L, Preference.QUALITY_FAST, 16L, Preference.ECONOMY_FAST, 6L);

    /** Every shape, as text and with one to four references. */
    private static List<Wishes> wishes() {
        List<Wishes> wishes = new ArrayList<>();
        for (AspectRatio ratio : AspectRatio.values()) {
            for (Resolution resolution : Resolution.values()) {
                var shape = new ImageSize.Shape(ratio, resolution);
                wishes.add(Wishes.lamp().sized(shape));
                for (int references = 1; references <= 4; references++) {
                    wishes.add(Wishes.edit(references).sized(shape));
                }
            }
        }
        return wishes;
    }

    private static Resolved chosen(Wishes wish, Preference preference) {
        return wish.by(new Auto(preference)).resolved();
    }

    @ParameterizedTest
    @EnumSource
    void choiceNeverCostsMoreThanItsCeiling(Preference preference) {
        for (Wishes wish : wishes()) {
            assertTrue(chosen(wish, preference).credits() <= CEILINGS.get(preference), wish.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameRequestGetsTheSameModel(Preference preference) {
        for (Wishes wish : wishes()) {
            assertEquals(chosen(wish, preference).model().id(), chosen(wish, preference).model().id());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BALANCED_FAST", "QUALITY_FAST", "ECONOMY_FAST"})
    void fastChoiceLeavesOutWhatUsuallyNeedsMoreThanHalfAMinute(Preference preference) {
        for (Wishes wish : wishes()) {
            Model model = chosen(wish, preference).model();
            assertTrue(!model.id().startsWith("gpt-image-2"), wish + ": " + model.id());
            assertTrue(model.usualSeconds().orElseThrow() <= 30, model.id());
        }
    }

    @ParameterizedTest
    @CsvSource({"ECONOMY, BALANCED, QUALITY", "ECONOMY_FAST, BALANCED_FAST, QUALITY_FAST"})
    void qualityGivesNoWorseAndEconomyNoDearerThanBalanced(Preference economy, Preference balanced, Preference quality) {
        for (Wishes wish : wishes()) {
            assertTrue(rank(wish, quality) >= rank(wish, balanced), wish.toString());
            assertTrue(rank(wish, balanced) >= rank(wish, economy), wish.toString());
            assertTrue(chosen(wish, economy).credits() <= chosen(wish, balanced).credits(), wish.toString());
        }
    }

    private static int rank(Wishes wish, Preference preference) {
        return chosen(wish, preference).model().quality().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "BALANCED, flux-2-pro", "QUALITY, gpt-image-2", "ECONOMY, gpt-image-1-mini",
        "BALANCED_FAST, flux-2-pro", "QUALITY_FAST, nano-banana-2", "ECONOMY_FAST, gpt-image-1-mini",
    })
    void squareOfOneKIsMadeBy(Preference preference, String id) {
        assertEquals(id, chosen(Wishes.lamp(), preference).model().id());
    }

    @Test
    void longPromptGoesToAModelThatTakesIt() {
        String emoji = "😀".repeat(9_000);
        assertEquals("flux-2-klein-9b", chosen(Wishes.lamp().prompt(emoji), Preference.ECONOMY_FAST).model().id());
        assertEquals("gpt-image-1-mini", chosen(Wishes.lamp().prompt("a".repeat(10_001)), Preference.ECONOMY_FAST).model().id());
    }

    @Test
    void referencesGoToAModelThatTakesThem() {
        for (Preference preference : Preference.values()) {
            assertTrue(chosen(Wishes.edit(4), preference).model().maxReferences() >= 4);
        }
    }

    @Test
    void choiceIsNoDefaultAndNeedsNoNotice() {
        assertEquals(List.of(), Wishes.lamp().by(new Auto(Preference.QUALITY)).notices());
    }
}
