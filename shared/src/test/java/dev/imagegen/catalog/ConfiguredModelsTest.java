package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Resolution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, seeds, formats and prices belong to the provider's model: with another one come its own, or a sentence at start. */
class ConfiguredModelsTest {

    private static final Pixels SQUARE = new Pixels(1024, 1024);
    private static final Shape WIDE_2K = new Shape(AspectRatio.WIDE, Resolution.TWO_K);
    private static final Shape SMALL = new Shape(AspectRatio.SQUARE, Resolution.HALF_K);

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    private static Model model(String id, String settings) {
        return Catalog.load(json(settings)).find(id).orElseThrow();
    }

    private static List<String> chain(ProviderModel model) {
        List<String> names = new ArrayList<>();
        for (Optional<ProviderModel> next = Optional.of(model); next.isPresent(); next = next.get().successor()) {
            names.add(next.get().name());
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-image-1-mini, gpt-image-2.6-flare", "gpt-image-1-mini-edit, gpt-image-2.6-flare",
        "nano-banana-1, gemini-2.5-flash-image gemini-3.1-flash-lite-image gemini-nano-banana-2.1",
        "nano-banana-2, gemini-nano-banana-2.1", "nano-banana-2-edit, gemini-nano-banana-2.1", "gpt-image-2, gpt-image-2"})
    void modelIsMadeByWhatIsThereTodayAndItsSuccessors(String id, String names) {
        assertEquals(List.of(names.split(" ")), chain(model(id, "{}").providerModel()));
    }

    @Test
    void nanoBanana21HasItsOwnSizesSeedsAndPrices() {
        Model model = model("nano-banana-2", "{}");

        assertEquals(new Pixels(1024, 1024), model.sizes().closest(SMALL));
        assertEquals(Optional.of("1K"), model.sizes().word(Resolution.HALF_K));
        assertEquals(Optional.of("4K"), model.sizes().word(Resolution.FOUR_K));
        assertEquals(new Seeds(OptionalLong.empty(), false), model.seeds());
        assertEquals(List.of(4L, 6L, 12L), Stream.of(Resolution.ONE_K, Resolution.TWO_K, Resolution.FOUR_K)
                .map(tier -> model.credits(model.sizes().closest(new Shape(AspectRatio.WIDE, tier)), ReferenceSizes.NONE, "a lamp"))
                .toList());
    }

    @Test
    void gptImage1MiniIsMadeByItsSuccessorAtLowQuality() {
        Model model = model("gpt-image-1-mini", "{}");

        assertEquals(Optional.of("low"), model.providerModel().quality());
        assertEquals(new Pixels(2048, 1152), model.sizes().closest(WIDE_2K));
        assertEquals(1, model.credits(SQUARE, ReferenceSizes.NONE, "a lamp"));
        assertEquals(new Pixels(1200, 800), model.sizes().closest(new Pixels(1200, 800)));
    }

    /** By our id, by the name of what makes it today, and by the name of what made it before. */
    @ParameterizedTest
    @ValueSource(strings = {"nano-banana-2", "gemini-nano-banana-2.1", "gemini-3.1-flash-image"})
    void knownNameBringsAllThatIsKnownOfIt(String key) {
        Catalog catalog = Catalog.load(json("{'%s': {'name': 'gemini-3.1-flash-image'}}".formatted(key)));

        for (String id : List.of("nano-banana-2", "nano-banana-2-edit")) {
            Model model = catalog.find(id).orElseThrow();
            assertEquals(List.of("gemini-3.1-flash-image", "gemini-nano-banana-2.1"), chain(model.providerModel()));
            assertEquals(new Pixels(512, 512), model.sizes().closest(SMALL));
            assertEquals(Optional.of("512"), model.sizes().word(Resolution.HALF_K));
            assertEquals(OptionalLong.of(2_147_483_647), model.seeds().most());
            assertEquals(7, model.credits(SQUARE, ReferenceSizes.NONE, "a lamp"));
        }
    }

    @Test
    void settingOfAModelThatIsGoneHoldsForWhatTookItsPlace() {
        assertEquals(77, model("nano-banana-2", "{'gemini-3.1-flash-image': {'seconds': 77}}").providerModel().budget().toSeconds());
        assertEquals("gemini-nano-banana-2.1",
                model("nano-banana-2", "{'gemini-3.1-flash-image': {'name': 'gemini-nano-banana-2.1'}}").providerModel().name());
    }

    @Test
    void settingOfASuccessorHoldsWhenItTakesThePlace() {
        ProviderModel lite = model("nano-banana-1", "{'gemini-3.1-flash-lite-image': {'seconds': 77}}")
                .providerModel().successor().orElseThrow();

        assertEquals(77, lite.budget().toSeconds());
    }

    /** 30 dollars for a million tokens and not the 8 of the model that it replaces. */
    @Test
    void anotherQualityHasAnotherPrice() {
        String mini = "{'gpt-image-1-mini': {'name': 'gpt-image-2.6-flare', 'quality': '%s', 'successor': null}}";

        assertEquals(1, model("gpt-image-1-mini", mini.formatted("low")).credits(SQUARE, ReferenceSizes.NONE, ""));
        assertEquals(2, model("gpt-image-1-mini", mini.formatted("medium")).credits(SQUARE, ReferenceSizes.NONE, ""));
        assertEquals(OptionalLong.of(30_000_000), model("gpt-image-1-mini", mini.formatted("medium")).providerModel().price()
                .microDollars(new TokenUsage(0, 0, 0, 1_000_000)));
    }

    @Test
    void unknownNameTakesTheRulesOfAModelThatItIsLike() {
        ProviderModel model = model("nano-banana-2",
                "{'nano-banana-2': {'name': 'gemini-9', 'like': 'gemini-3.1-flash-image', 'max_seed': null, 'seconds': 60}}").providerModel();

        assertEquals("gemini-9", model.name());
        assertEquals(Optional.of("512"), model.sizes().word(Resolution.HALF_K));
        assertEquals(OptionalLong.empty(), model.seeds().most());
        assertEquals(60, model.budget().toSeconds());
    }

    @Test
    void unknownNameMayBringAllItsRules() {
        Model model = model("recraft-v4", """
                {'recraft-v4': {'name': 'recraftv9', 'formats': ['webp'], 'max_seed': 9, 'max_prompt': 50,
                  'sizes': {'shapes': {'*': {'*': '640x480'}}, 'exact': {'rule': 'shapes'}},
                  'prices': {'source': 'their page', 'cents': {'*': {'*': 2.5}}}}}""");

        assertEquals("recraftv9", model.providerModel().name());
        assertEquals(new Pixels(640, 480), model.sizes().closest(SQUARE));
        assertEquals(3, model.credits(new Pixels(640, 480), ReferenceSizes.NONE, "a lamp"));
        assertEquals(ImageFormat.WEBP, model.providerModel().format(ImageFormat.PNG));
        assertEquals(new Seeds(OptionalLong.of(9), false), model.seeds());
        assertEquals(50, model.providerModel().maxPrompt());
        assertEquals(Optional.empty(), model.providerModel().successor());
    }

    @Test
    void operatorsTokenPricesAreReservedAndSettledAlike() {
        Model model = model("gpt-image-2", "{'gpt-image-2': {'token_dollars': {'text_in': 0, 'image_in': 0, 'out': 60}}}");

        assertEquals(11, model.credits(SQUARE, ReferenceSizes.NONE, "a lamp"));
        assertEquals(OptionalLong.of(1756 * 60), model.providerModel().price().microDollars(new TokenUsage(0, 0, 0, 1756)));
    }

    @Test
    void replacedModelHasNoSuccessorWhenItIsTakenAway() {
        assertEquals(List.of("gemini-2.5-flash-image"),
                chain(model("nano-banana-1", "{'nano-banana-1': {'successor': null}}").providerModel()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'gpt-image-9': {}}                                     | 'models.gpt-image-9' is no model. There is flux-2-flash, flux-2-klein-9b, flux-2-pro,
            {'nano-banana-2-edit': {}}                              | 'models.nano-banana-2-edit' is no model. There is flux-2-flash,
            {'gpt-image-2': 'x'}                                    | 'models.gpt-image-2' must be an object.
            {'gpt-image-2': {'provider': 'bfl'}}                    | 'models.gpt-image-2.provider' cannot be set. There is formats, like, max_prompt, max_seed, name, prices, quality, reports_seed, seconds, sizes, successor, token_dollars.
            {'gpt-image-2': {'name': 7}}                            | 'models.gpt-image-2.name' must be a text.
            {'gpt-image-2': {'name': null}}                         | 'models.gpt-image-2.name' is missing.
            {'gpt-image-2': {'seconds': 0}}                         | 'models.gpt-image-2.seconds' must be a whole number from 1 to 480.
            {'gpt-image-2': {'seconds': 481}}                       | 'models.gpt-image-2.seconds' must be a whole number from 1 to 480.
            {'gpt-image-2': {'seconds': 18446744073709551617}}      | 'models.gpt-image-2.seconds' must be a whole number from 1 to 480.
            {'gpt-image-2': {'token_dollars': {'text_in': 1}}}      | 'models.gpt-image-2.token_dollars.image_in' must be a number of 0 or more.
            {'gpt-image-2': {'token_dollars': {'text_in': -1}}}     | 'models.gpt-image-2.token_dollars.text_in' must be a number of 0 or more.
            {'flux-2-pro': {'token_dollars': {'text_in': 1, 'image_in': 1, 'out': 1}}} | 'models.flux-2-pro.token_dollars' has no effect: by its 'prices' this model is not billed by tokens.
            {'gpt-image-2': {'name': 'gpt-image-9'}}                | 'models.gpt-image-2.name' is a model that is not known here: sizes, prices, formats, max_seed are missing. Write them, or write whose they are, as "like": "gpt-image-1-mini" or "gpt-image-2" or "gpt-image-2.6-flare".
            {'gpt-image-2': {'name': 'gpt-image-9', 'prices': 'gpt-image-2', 'token_dollars': {'text_in': 1, 'image_in': 1, 'out': 1}}} | 'models.gpt-image-2.name' is a model that is not known here: sizes, formats, max_seed are missing.
            {'recraftv3': {'name': 'recraftv5', 'sizes': 'recraft-v4', 'prices': 'recraft', 'formats': ['png']}} | 'models.recraftv3.name' is a model that is not known here: max_seed is missing.
            {'gpt-image-2': {'name': 'gpt-image-9', 'like': 'flux-2-pro'}} | 'models.gpt-image-2.like' must be "gpt-image-1-mini" or "gpt-image-2" or "gpt-image-2.6-flare".
            {'gpt-image-2': {'successor': 'recraftv3'}}             | 'models.gpt-image-2.successor' is a model of another provider.
            {'gpt-image-2': {'successor': 'gpt-image-2'}}           | 'models.gpt-image-2' is its own successor.
            {'gpt-image-2': {'successor': 'nothing'}}               | 'models.gpt-image-2.successor' is no model of a provider.
            {'gpt-image-2': {'quality': 'xhigh'}}                   | 'models.gpt-image-2.prices' cannot be read: The price 'gpt-image-2' has no quality 'xhigh'. There is low, medium, high.
            {'gpt-image-2': {'prices': 'gpt-9'}}                    | 'models.gpt-image-2.prices' cannot be read: The price book has no entry 'gpt-9' with a source. There is reserved,
            {'gpt-image-2': {'sizes': 'gpt-9'}}                     | 'models.gpt-image-2.sizes' cannot be read: "gpt-9" is no table of sizes with shapes and exact. There is flux-2,
            {'gpt-image-2': {'sizes': {'shapes': {'*': {'*': '0x5'}}, 'exact': {}}}} | 'models.gpt-image-2.sizes' cannot be read: A size is written as "1024x768", not as "0x5".
            {'gpt-image-2': {'sizes': {'shapes': {'*': {'*': '1x5'}}, 'exact': {'rule': 'some'}}}} | 'models.gpt-image-2.sizes' cannot be read: The rule of exact sizes is free, list, shapes or any, not "some".
            {'gpt-image-2': {'formats': ['gif']}}                   | 'models.gpt-image-2.formats' must be a list of png, jpeg and webp.
            {'gpt-image-2': {'formats': []}}                        | 'models.gpt-image-2.formats' must be a list of png, jpeg and webp.
            {'flux-2-pro': {'max_seed': -1}}                        | 'models.flux-2-pro.max_seed' must be a whole number from 0 to 9223372036854775806.
            {'flux-2-pro': {'reports_seed': 1}}                     | 'models.flux-2-pro.reports_seed' must be true or false.
            {'flux-2-pro': {'max_prompt': 20000}}                   | 'models.flux-2-pro.max_prompt' must be a whole number from 1 to 16384.
            {'nano-banana-2': {'seconds': 9}, 'gemini-nano-banana-2.1': {'seconds': 8}} | 'models.gemini-nano-banana-2.1' is the same model as 'models.nano-banana-2': write one of them.
            {'flux-2-flash': {'name': 'flux-3'}}                    | 'models.flux-2-flash.name' has no effect: Cloudinary's add-on is asked for this model by our id.
            {'gpt-image-1-mini': {'seconds': 0}}                    | 'models.gpt-image-1-mini.seconds' must be a whole number from 1 to 480.
            """)
    void whatIsWronglyConfiguredIsNamedAtStart(String configured, String message) {
        String said = assertThrows(IllegalStateException.class, () -> Catalog.load(json(configured))).getMessage();

        assertTrue(said.startsWith("ProviderSettings: " + message), said);
    }

    /** As if a provider's model were left that none of ours is made by, or becomes. */
    @Test
    void settingWithoutAnEffectIsNamedAtStart() throws IOException {
        ObjectNode root = PriceBookTest.builtIn();
        ((ObjectNode) root.get("provider_models").get("gemini-3.1-flash-image")).remove("successor");

        String said = assertThrows(IllegalStateException.class,
                () -> new CatalogReader(root, json("{'gemini-3.1-flash-image': {'seconds': 9}}")).catalog()).getMessage();

        assertEquals("ProviderSettings: 'models.gemini-3.1-flash-image' has no effect: it makes none of our models. "
                + "Say which one it is to make, as in \"nano-banana-1\": {\"name\": \"gemini-3.1-flash-image\"}.", said);
    }

    /** Whatever takes the place of what: the chain ends, and each model of it makes a size, a format and a price of its own. */
    @ParameterizedTest
    @MethodSource("replacements")
    void everyKnownModelCanTakeThePlaceOfAnotherOfItsProvider(String id, String name) {
        Model model = model(id, "{'%s': {'name': '%s'}}".formatted(id, name));

        assertEquals(name, model.providerModel().name());
        assertTrue(chain(model.providerModel()).size() <= 4);
        for (Shape shape : model.sizes().shapes().keySet()) {
            assertTrue(model.credits(model.sizes().closest(shape), ReferenceSizes.unknown(1), "a lamp") > 0);
        }
    }

    static List<String[]> replacements() throws IOException {
        Map<String, Model> rows = new TreeMap<>();
        Catalog.load().offered(Operation.TEXT_TO_IMAGE).forEach(m -> rows.put(m.id(), m));
        List<String[]> pairs = new ArrayList<>();
        PriceBookTest.builtIn().get("provider_models").forEach(known -> rows.values().stream()
                .filter(row -> row.providerModel().provider().equals(known.get("provider").asText()))
                .forEach(row -> pairs.add(new String[] {row.id(), known.get("name").asText()})));
        return pairs;
    }
}
