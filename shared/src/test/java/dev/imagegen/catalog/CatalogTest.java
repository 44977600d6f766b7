package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Preference;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the catalogue are those of the contract, with what each model takes and gives. */
class CatalogTest {

    private final Catalog catalog = Catalog.load();

    @Test
    void textToImageHasTheModelsOfTheContractAndNoOther() {
        assertEquals(
                Set.of("flux-2-klein-9b", "flux-2-pro", "recraft-v3", "recraft-v4", "gpt-image-1-mini", "gpt-image-2",
                        "nano-banana-1", "nano-banana-2", "ideogram-v4-turbo", "ideogram-v4-base",
                        "nano-banana-2-lite", "flux-2-flash", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "muse-image",
                        "mai-image-2.5", "mai-image-2.5-pro", "seedream-5-pro", "seedream-5-lite", "grok-imagine-image",
                        "grok-imagine-image-2.0-low", "recraft-v4.1-utility", "recraft-v4.1-utility-pro", "qwen-image-3"),
                ids(Operation.TEXT_TO_IMAGE));
    }

    @Test
    void imageToImageHasTheModelsOfTheContractAndNoOther() {
        assertEquals(
                Set.of("flux-2-klein-9b-edit", "flux-2-pro-edit", "recraft-v3-edit", "gpt-image-1-mini-edit",
                        "gpt-image-2-edit", "nano-banana-1-edit", "nano-banana-2-edit",
                        "nano-banana-2-lite-edit", "flux-2-flash-edit", "gpt-image-2.5-flare-edit", "gpt-image-2.5-sunburst-edit",
                        "muse-image-edit", "mai-image-2.5-edit", "mai-image-2.5-pro-edit", "seedream-5-pro-edit",
                        "seedream-5-lite-edit", "grok-imagine-image-edit", "grok-imagine-image-2.0-low-edit", "qwen-image-3-edit"),
                ids(Operation.IMAGE_TO_IMAGE));
    }

    private Set<String> ids(Operation operation) {
        List<String> ids = catalog.models(operation).stream().map(Model::id).toList();
        assertEquals(ids.size(), Set.copyOf(ids).size(), "an id stands for one model: " + ids);
        return Set.copyOf(ids);
    }

    @Test
    void familiesAreThoseOfTheContract() {
        assertEquals(List.of("flux", "recraft", "gpt-image", "nano-banana", "ideogram"), catalog.families());
    }

    @ParameterizedTest
    @CsvSource({
        "flux, STANDARD, flux-2-klein-9b, flux-2-klein-9b-edit",
        "flux, PREMIUM, flux-2-pro, flux-2-pro-edit",
        "recraft, STANDARD, recraft-v3, recraft-v3-edit",
        "recraft, PREMIUM, recraft-v4,",
        "gpt-image, STANDARD, gpt-image-1-mini, gpt-image-1-mini-edit",
        "gpt-image, PREMIUM, gpt-image-2, gpt-image-2-edit",
        "nano-banana, STANDARD, nano-banana-1, nano-banana-1-edit",
        "nano-banana, PREMIUM, nano-banana-2, nano-banana-2-edit",
        "ideogram, STANDARD, ideogram-v4-turbo,",
        "ideogram, PREMIUM, ideogram-v4-base,",
    })
    void familyAndTierStandForOneModelOfEachRoute(String family, Tier tier, String id, String editId) {
        assertEquals(id, catalog.find(Operation.TEXT_TO_IMAGE, family, tier).map(Model::id).orElse(null));
        assertEquals(editId, catalog.find(Operation.IMAGE_TO_IMAGE, family, tier).map(Model::id).orElse(null));
    }

    /** Seed and prompt in the units of the providers; a model without seeds has none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flux-2-klein-9b   | PNG JPEG      | 4294967295 | true  | 10000
            flux-2-pro        | PNG JPEG      | 4294967295 | true  | 10000
            recraft-v3        | PNG WEBP      | 4294967295 | false | 1000
            recraft-v4        | PNG WEBP      | 4294967295 | false | 10000
            gpt-image-1-mini  | PNG JPEG WEBP |            | false | 16384
            gpt-image-2       | PNG JPEG WEBP |            | false | 16384
            nano-banana-1     | PNG JPEG WEBP | 2147483647 | false | 16384
            nano-banana-2     | PNG JPEG WEBP |            | false | 16384
            ideogram-v4-turbo | PNG           | 2147483647 | true  | 10000
            ideogram-v4-base  | PNG           | 2147483647 | true  | 10000
            """)
    void modelTakesAndGivesWhatItsProviderDoes(String id, String formats, Long maxSeed, boolean reports, int maxPrompt) {
        List<Model> variants = Stream.of(id, id + "-edit").flatMap(i -> catalog.find(i).stream()).toList();
        assertTrue(!variants.isEmpty());
        for (Model model : variants) {
            assertEquals(Arrays.stream(formats.split(" ")).map(ImageFormat::valueOf).toList(), model.providerModel().formats());
            assertEquals(maxSeed == null ? OptionalLong.empty() : OptionalLong.of(maxSeed), model.seeds().most());
            assertEquals(reports, model.seeds().reported());
            assertEquals(maxPrompt, model.providerModel().maxPrompt());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-klein-9b-edit, 4", "flux-2-pro-edit, 4", "recraft-v3-edit, 1", "gpt-image-1-mini-edit, 4",
        "gpt-image-2-edit, 4", "nano-banana-1-edit, 3", "nano-banana-2-edit, 4", "nano-banana-2-lite-edit, 4",
        "flux-2-flash-edit, 4", "gpt-image-2.5-flare-edit, 4", "gpt-image-2.5-sunburst-edit, 4", "muse-image-edit, 4",
        "mai-image-2.5-edit, 1", "mai-image-2.5-pro-edit, 1", "seedream-5-pro-edit, 4", "seedream-5-lite-edit, 4",
        "grok-imagine-image-edit, 3", "grok-imagine-image-2.0-low-edit, 3", "qwen-image-3-edit, 3",
    })
    void editModelTakesSoManyReferences(String id, int references) {
        assertEquals(references, catalog.find(id).orElseThrow().maxReferences());
    }

    @Test
    void noRowPromisesMoreThanTheContract() {
        for (Operation operation : Operation.values()) {
            for (Model model : catalog.models(operation)) {
                assertTrue(model.providerModel().maxPrompt() <= RequestReader.MAX_PROMPT, model.id());
                assertTrue(model.providerModel().formats().contains(ImageFormat.PNG), model.id());
                assertTrue(model.quality().orElse(1) >= 1 && model.quality().orElse(1) <= 10, model.id());
                assertEquals(operation == Operation.IMAGE_TO_IMAGE, model.id().endsWith("-edit"), model.id());
                assertEquals(operation == Operation.IMAGE_TO_IMAGE, model.maxReferences() > 0, model.id());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPreferenceHasACeiling(Preference preference) {
        assertTrue(catalog.ceiling(preference) > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "flux-2-pro, 7, 7, 7", "flux-2-pro, , 99, 99", "flux-2-pro, 7, , 7",
        "recraft-v3, 7, , 7", "recraft-v3, , 99, ", "recraft-v3, , , ",
        "gpt-image-2, 7, 7, ", "gpt-image-2, , 99, ",
    })
    void answerReportsTheSeedThatMadeTheImageAndNoneWhereThereIsNone(String id, Long asked, Long used, Long reported) {
        Model model = catalog.find(id).orElseThrow();
        assertEquals(optional(reported), model.seeds().told(optional(asked), optional(used)));
    }

    private static OptionalLong optional(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Test
    void idsAreWrittenWithWhatUrlsAndFileNamesTake() {
        String odd = Arrays.stream(Operation.values())
                .flatMap(o -> catalog.models(o).stream())
                .map(Model::id)
                .filter(id -> !id.matches("[a-z0-9.-]+"))
                .collect(Collectors.joining(" "));
        assertEquals("", odd);
    }
}
