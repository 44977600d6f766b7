package dev.imagegen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The price book as data: every price has a source, and one that is not known is never nothing. */
class PriceBookTest {

    private static final Pixels SQUARE = new Pixels(1024, 1024);

    private static ObjectNode builtIn() throws IOException {
        try (var in = Catalog.class.getResourceAsStream("catalog.json")) {
            return (ObjectNode) Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    @Test
    void everyPriceAndEveryTokenPriceHasASourceWithAMonth() throws IOException {
        builtIn().get("prices").properties().forEach(e ->
                assertTrue(e.getValue().get("source").textValue().matches(".*20\\d\\d-\\d\\d.*"), e.getKey()));
        builtIn().get("provider_models").properties().stream()
                .filter(e -> e.getValue().has("token_dollars"))
                .forEach(e -> assertTrue(e.getValue().get("token_source").textValue().matches(".*20\\d\\d-\\d\\d"), e.getKey()));
    }

    /** OpenAI's published prices of gpt-image-2, and those of its calculator, in cents before they are rounded up. */
    @ParameterizedTest
    @CsvSource({
        "816, 816, 1, 5, 19", "960, 720, 1, 4, 14", "1280, 720, 1, 3, 12", "1024, 768, 1, 4, 15", "1024, 1024, 1, 6, 22",
        "1024, 1536, 1, 5, 17", "2048, 1152, 1, 5, 17", "1152, 2048, 1, 5, 17", "2048, 1536, 1, 7, 27", "2048, 2048, 2, 11, 43",
        "3264, 2448, 2, 13, 52", "3840, 2160, 2, 11, 41", "2880, 2880, 2, 18, 72"})
    void gptImage2CostsItsTokensAtEachQualityAndSize(int width, int height, long low, long medium, long high) {
        for (var expected : Map.of("low", low, "medium", medium, "high", high).entrySet()) {
            JsonNode quality = json("{'gpt-image-2': {'quality': '%s'}}".formatted(expected.getKey()));
            Model model = Catalog.load(quality).find("gpt-image-2").orElseThrow();
            assertEquals(expected.getValue(), model.credits(new Pixels(width, height), 0, 0), expected.getKey());
            assertEquals(Optional.of(expected.getKey()), model.providerModel().quality());
        }
    }

    @ParameterizedTest
    @CsvSource({"low, 1, 2", "medium, 2, 3", "high, 4, 5"})
    void anotherQualityHasAnotherPriceAndReferencesComeOnTop(String quality, long alone, long withOne) {
        Catalog catalog = Catalog.load(json("{'gpt-image-1-mini': {'quality': '%s'}}".formatted(quality)));

        assertEquals(alone, catalog.find("gpt-image-1-mini").orElseThrow().credits(SQUARE, 0, 0));
        assertEquals(withOne, catalog.find("gpt-image-1-mini-edit").orElseThrow().credits(SQUARE, 1, 0));
    }

    /** Five dollars for a million tokens, and a token for about three characters. */
    @ParameterizedTest
    @CsvSource({"gpt-image-2, 0, 6", "gpt-image-2, 1000, 6", "gpt-image-2, 16384, 9", "gpt-image-1-mini, 1000, 2",
        "gpt-image-1-mini, 16384, 3", "flux-2-pro, 10000, 3"})
    void aLongPromptCostsWhereItsTokensAreBilled(String id, int characters, long credits) {
        assertEquals(credits, Catalog.load().find(id).orElseThrow().credits(SQUARE, 0, characters));
    }

    @Test
    void aQualityWithoutAPriceIsRefused() {
        assertEquals("The price 'gpt-image-2' has no quality 'xhigh': add it to the price book first.",
                assertThrows(IllegalStateException.class,
                        () -> Catalog.load(json("{'gpt-image-2': {'quality': 'xhigh'}}"))).getMessage());
    }

    @Test
    void theSuccessorsOfRetiredModelsAreKnown() {
        Catalog catalog = Catalog.load();

        assertEquals(Optional.of("gpt-image-2.6-flare"),
                catalog.find("gpt-image-1-mini").orElseThrow().providerModel().successor().map(ProviderModel::name));
        assertEquals(Optional.of("gemini-3.1-flash-lite-image"),
                catalog.find("nano-banana-1").orElseThrow().providerModel().successor().map(ProviderModel::name));
    }

    @Test
    void aProvidersModelCanBeReplacedAndItsSuccessorTakenAway() {
        Catalog catalog = Catalog.load(json(
                "{'gpt-image-1-mini': {'name': 'gpt-image-2.6-flare', 'quality': 'low', 'seconds': 60, 'successor': null}}"));

        ProviderModel model = catalog.find("gpt-image-1-mini").orElseThrow().providerModel();
        assertEquals("gpt-image-2.6-flare", model.name());
        assertEquals(60, model.budget().toSeconds());
        assertEquals(Optional.empty(), model.successor());
    }

    /** 30 dollars for a million tokens and not the 8 of the model that it replaces: 5.27 cents at medium quality. */
    @Test
    void aModelOfAnotherNameHasThePricesOfThatName() {
        Model low = Catalog.load(json("{'gpt-image-1-mini': {'name': 'gpt-image-2.6-flare', 'successor': null}}"))
                .find("gpt-image-1-mini").orElseThrow();
        Model medium = Catalog.load(json(
                        "{'gpt-image-1-mini': {'name': 'gpt-image-2.6-flare', 'quality': 'medium', 'successor': null}}"))
                .find("gpt-image-1-mini").orElseThrow();

        assertEquals(Optional.of("low"), low.providerModel().quality());
        assertEquals(1, low.credits(SQUARE, 0, 0));
        assertEquals(6, medium.credits(SQUARE, 0, 0));
        assertEquals(30_000_000, medium.providerModel().tokens().orElseThrow().microDollars(0, 0, 1_000_000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'gpt-image-9': {}}                                     | 'models.gpt-image-9' is no model of a provider. There is flux-2-klein-9b,
            {'gpt-image-2': 'x'}                                    | 'models.gpt-image-2' must be an object.
            {'gpt-image-2': {'provider': 'bfl'}}                    | 'models.gpt-image-2.provider' cannot be set. There is name, prices, quality, seconds, successor, token_dollars.
            {'gpt-image-2': {'name': 7}}                            | 'models.gpt-image-2.name' must be a text.
            {'gpt-image-2': {'name': null}}                         | 'models.gpt-image-2.name' is missing.
            {'gpt-image-2': {'seconds': 0}}                         | 'models.gpt-image-2.seconds' must be a whole number from 1 to 480
            {'gpt-image-2': {'seconds': 481}}                       | 'models.gpt-image-2.seconds' must be a whole number from 1 to 480
            {'gpt-image-2': {'token_dollars': {'text_in': 1}}}      | 'models.gpt-image-2.token_dollars.image_in' must be a number of 0 or more.
            {'gpt-image-2': {'token_dollars': {'text_in': -1}}}     | 'models.gpt-image-2.token_dollars.text_in' must be a number of 0 or more.
            {'gpt-image-2': {'name': 'gpt-image-9'}}                | 'models.gpt-image-2' with a new name needs the 'prices' of that model, a key of the price book, and its 'token_dollars'.
            {'recraftv3': {'name': 'recraftv5'}}                    | 'models.recraftv3' with a new name needs the 'prices' of that model, a key of the price book.
            {'gpt-image-2': {'seconds': 18446744073709551617}}      | 'models.gpt-image-2.seconds' must be a whole number from 1 to 480
            {'gpt-image-2': {'successor': 'recraftv3'}}             | 'models.recraftv3' is of another provider, so it cannot be a successor.
            {'gpt-image-2': {'successor': 'gpt-image-2'}}           | 'models.gpt-image-2' is no model of a provider, or its own successor.
            {'gpt-image-2': {'successor': 'nothing'}}               | 'models.nothing' is no model of a provider, or its own successor.
            """)
    void whatIsWronglyConfiguredIsNamedAtStart(String configured, String message) {
        String said = assertThrows(IllegalStateException.class, () -> Catalog.load(json(configured))).getMessage();

        assertTrue(said.startsWith("ProviderSettings: " + message), said);
    }

    /** Each of these would otherwise be an image for nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"{'cents': {'*': {'*': '4'}}}", "{'cents': {'*': {'*': null}}}", "{'cents': {'*': {'*': -1}}}", "{'cents': {'*': {'*': 0}}}",
        "{'cents': {'*': {'*': 4, '1:2': 3}}}", "{'cents': {'*': {'*': 4}, '1k': {'*': 4}}}",
        "{'cents': {'1K': {'*': 4}}}", "{'cents': {'*': {'1:1': 4}}}", "{'cents': {}}", "{'cents': null}",
        "{'cents_per_reference': null}", "{'cents_per_reference': '1'}", "{'source': ''}", "{'source': null}",
        "{'grid': {'medium': 48}}", "{'grid': {}, 'cents_per_token': 1}"})
    void aPriceThatIsNotKnownFailsAtStart(String fields) throws IOException {
        ObjectNode root = builtIn();
        ObjectNode price = (ObjectNode) root.get("prices").get("recraft");
        json(fields).properties().forEach(e -> price.set(e.getKey(), e.getValue()));

        String said = assertThrows(IllegalStateException.class,
                () -> new CatalogReader(root, Json.object()).catalog()).getMessage();

        assertTrue(said.contains("recraft"), said);
    }
}
