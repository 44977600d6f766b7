package dev.imagegen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.contract.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest {

    private static final Catalog CATALOG = Catalog.load();

    private static List<String> of(EngineChoice choice, String id) {
        return choice.of(CATALOG.find(id).orElseThrow());
    }

    private static Stream<Model> models() {
        return Stream.of(Operation.values()).flatMap(operation -> CATALOG.models(operation).stream());
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-pro, bfl", "gpt-image-2, openai", "nano-banana-1, gemini", "recraft-v4, recraft",
        "ideogram-v4-base, ideogram",
    })
    void directIsTheModelsOwnProvider(String id, String provider) {
        assertEquals(List.of(provider), of(new EngineChoice("direct", Map.of()), id));
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelHasTheAddOnAndTheOthersIfAProviderMakesIt(Model model) {
        assertEquals(List.of("cloudinary"), new EngineChoice("cloudinary", Map.of()).of(model));
        assertEquals(model.direct().map(_ -> "sandbox").stream().toList(), new EngineChoice("sandbox", Map.of()).of(model));
        assertEquals(model.direct().map(ProviderModel::provider).stream().toList(), new EngineChoice("direct", Map.of()).of(model));
    }

    /** The add-on of one family makes nothing of another. */
    @Test
    void modelWithoutAFamilyIsMadeByWhatAllAreMadeBy() {
        assertEquals(List.of(), of(new EngineChoice("direct", Map.of("flux", "cloudinary")), "flux-2-flash"));
        assertEquals(List.of("cloudinary"), of(new EngineChoice("direct,cloudinary", Map.of("flux", "sandbox")), "flux-2-flash"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            direct,cloudinary              | bfl,cloudinary
            cloudinary,direct              | cloudinary,bfl
            ' direct ,  cloudinary '       | bfl,cloudinary
            direct,cloudinary,sandbox      | bfl,cloudinary,sandbox
            direct,direct                  | bfl
            sandbox,direct,sandbox         | sandbox,bfl
            """)
    void listKeepsItsOrderAndNamesNoneTwice(String list, String engines) {
        assertEquals(List.of(engines.split(",")), of(new EngineChoice(list, Map.of()), "flux-2-pro"));
    }

    @Test
    void familyHasAListOfItsOwnAndTheOthersTheDefault() {
        var choice = new EngineChoice("direct", Map.of("nano-banana", "cloudinary,direct", "gpt-image", "sandbox"));

        assertEquals(List.of("cloudinary", "gemini"), of(choice, "nano-banana-2"));
        assertEquals(List.of("sandbox"), of(choice, "gpt-image-1-mini"));
        assertEquals(List.of("bfl"), of(choice, "flux-2-pro"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void blankListOfAFamilyMeansTheDefault(String blank) {
        var choice = new EngineChoice("direct,cloudinary", Map.of("flux", blank));

        assertEquals(List.of("bfl", "cloudinary"), of(choice, "flux-2-pro"));
    }

    @Test
    void variablesNameFamiliesInCapitals() {
        var choice = EngineChoice.of("direct", Map.of("NANO_BANANA", "cloudinary", "GPT_IMAGE", "sandbox", "FLUX", ""));

        assertEquals(List.of("cloudinary"), of(choice, "nano-banana-1"));
        assertEquals(List.of("sandbox"), of(choice, "gpt-image-2"));
        assertEquals(List.of("bfl"), of(choice, "flux-2-pro"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fal                | fal
            Direct             | Direct
            bfl                | bfl
            direct;cloudinary  | direct;cloudinary
            direct cloudinary  | direct cloudinary
            direct,fal,nothing | fal
            direct,,cloudinary | ``
            ,direct            | ``
            ,                  | ``
            direct,            | ``
            ``                 | ``
            `  `               | ``
            """)
    void whatIsNoEngineIsNamedAtTheStart(String list, String wrong) {
        var expected = "'" + wrong + "' is no engine. There is sandbox, cloudinary and direct, or several with commas.";

        assertEquals(expected, assertThrows(
                IllegalStateException.class, () -> new EngineChoice(list, Map.of())).getMessage());
        if (!list.isBlank()) {
            assertEquals(expected, assertThrows(
                    IllegalStateException.class, () -> EngineChoice.of("direct", Map.of("FLUX", list))).getMessage());
        }
    }
}
