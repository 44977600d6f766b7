package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.ModelSelection.Auto;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mode auto goes past models that no engine can make just now; a model that was named is named. */
class UnwellModelsTest {

    private static List<Wishes> wishes() {
        return List.of(
                Wishes.lamp(),
                Wishes.lamp().sized(AspectRatio.SQUARE, Resolution.TWO_K),
                Wishes.edit(1),
                Wishes.edit(3).sized(AspectRatio.SQUARE, Resolution.TWO_K));
    }

    private static Stream<Arguments> wishesOfAllPreferences() {
        return Stream.of(Preference.values())
                .flatMap(preference -> wishes().stream()
                        .map(wish -> Arguments.of(preference, wish.by(new Auto(preference)))));
    }

    /** What is chosen one after the other, when each one that was chosen falls ill. */
    private static List<Resolved> inTurn(Wishes wish) {
        List<Resolved> chosen = new ArrayList<>();
        Set<String> ill = new HashSet<>();
        Resolved next = wish.resolved();
        while (ill.add(next.model().id())) {
            chosen.add(next);
            next = wish.resolvedWhere(model -> !ill.contains(model.id()));
        }
        assertEquals(chosen.getFirst(), next, "when all are ill, it is as if none were");
        return chosen;
    }

    private static int quality(Resolved resolved) {
        return resolved.model().quality().orElseThrow();
    }

    private static double qualityForTheMoney(Resolved resolved) {
        return (double) quality(resolved) * quality(resolved) / resolved.credits();
    }

    private static Comparator<Resolved> order(Preference preference) {
        return switch (preference) {
            case ECONOMY, ECONOMY_FAST -> Comparator.comparingLong(Resolved::credits);
            case QUALITY, QUALITY_FAST -> Comparator.comparingInt(UnwellModelsTest::quality).reversed();
            case BALANCED, BALANCED_FAST -> Comparator.comparingDouble(UnwellModelsTest::qualityForTheMoney).reversed();
        };
    }

    @ParameterizedTest
    @MethodSource("wishesOfAllPreferences")
    void nextBestIsTakenUntilThereIsNoOther(Preference preference, Wishes wish) {
        List<Resolved> chosen = inTurn(wish);

        assertTrue(chosen.size() > 1 || wish.references() > 0, "there is a choice: " + chosen.size());
        assertEquals(chosen.stream().sorted(order(preference)).toList(), chosen);
        for (Resolved each : chosen) {
            assertTrue(each.credits() <= Catalog.load().ceiling(preference), each.model().id());
            assertTrue(!preference.fast() || each.model().usualSeconds().orElseThrow() <= 30, each.model().id());
            assertTrue(wish.references() <= each.model().maxReferences() || wish.references() == 0, each.model().id());
        }
    }

    @ParameterizedTest
    @MethodSource("wishesOfAllPreferences")
    void choiceIsTheUsualOneWhereNothingIsWell(Preference preference, Wishes wish) {
        assertEquals(wish.resolved(), wish.resolvedWhere(model -> false));
    }

    @ParameterizedTest
    @MethodSource("wishesOfAllPreferences")
    void illnessOfOthersChangesNothing(Preference preference, Wishes wish) {
        String usual = wish.resolved().model().id();

        assertEquals(wish.resolved(), wish.resolvedWhere(model -> model.id().equals(usual)));
    }

    @ParameterizedTest
    @CsvSource({
        "BALANCED, flux, nano-banana-2", "QUALITY, gpt-image, nano-banana-2", "ECONOMY, gpt-image, flux-2-klein-9b",
        "BALANCED_FAST, flux, nano-banana-2", "QUALITY_FAST, nano-banana, flux-2-pro",
        "ECONOMY_FAST, gpt-image, flux-2-klein-9b",
    })
    void squareOfOneKIsMadeWhileAFamilyIsIllBy(Preference preference, String family, String id) {
        var chosen = Wishes.lamp().by(new Auto(preference)).resolvedWhere(model -> !model.name().family().equals(family));

        assertEquals(id, chosen.model().id());
    }

    @Test
    void onlyWellModelThatIsTooDearOrTooSlowIsNotTaken() {
        var economy = Wishes.lamp().sized(AspectRatio.SQUARE, Resolution.TWO_K).by(new Auto(Preference.ECONOMY));
        var fast = Wishes.lamp().by(new Auto(Preference.QUALITY_FAST));

        assertEquals(economy.resolved(), economy.resolvedWhere(model -> model.id().equals("gpt-image-2")));
        assertEquals(fast.resolved(), fast.resolvedWhere(model -> model.id().equals("gpt-image-2")));
        assertFalse(economy.resolved().model().id().equals("gpt-image-2"));
    }

    @Test
    void modelThatWasNamedIsTakenHoweverIllItIs() {
        assertEquals("flux-2-pro", Wishes.lamp().by("flux-2-pro").resolvedWhere(model -> false).model().id());
        assertEquals("flux-2-pro", Wishes.lamp().by("flux-2-pro")
                .resolvedWhere(model -> !model.id().equals("flux-2-pro")).model().id());
        assertEquals("flux-2-pro", Wishes.lamp().by(new ModelSelection.ByFamily("flux", Tier.PREMIUM))
                .resolvedWhere(model -> !model.name().family().equals("flux")).model().id());
    }

    @Test
    void defaultIsTakenHoweverIllItIs() {
        assertEquals("nano-banana-1",
                Wishes.lamp().resolvedWhere(model -> !model.name().family().equals("nano-banana")).model().id());
    }
}
