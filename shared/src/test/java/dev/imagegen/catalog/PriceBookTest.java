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
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The price book as data, held against the examples that the providers publish: one formula for all that is asked of it. */
class PriceBookTest {

    private static final Pixels SQUARE = new Pixels(1024, 1024);

    static ObjectNode builtIn() throws IOException {
        try (var in = Catalog.class.getResourceAsStream("catalog.json")) {
            return (ObjectNode) Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    private static Model model(String id, String settings) {
        return Catalog.load(json(settings)).find(id).orElseThrow();
    }

    private static long microDollars(Model model, Pixels size, ReferenceSizes references, String prompt) {
        return model.providerModel().price().microDollars(model.providerModel().priced(size, references, prompt));
    }

    @Test
    void everyPriceHasASourceWithAMonth() throws IOException {
        builtIn().get("prices").properties().forEach(e ->
                assertTrue(e.getValue().get("source").textValue().matches(".*20\\d\\d-\\d\\d.*"), e.getKey()));
    }

    /** Black Forest Labs' own examples: megapixels of the image and of each reference, and cents. */
    @ParameterizedTest
    @CsvSource({
        "flux-2-klein-9b, 1024, 1024, '', 1.5", "flux-2-klein-9b, 1024, 1024, 1048576, 1.7", "flux-2-klein-9b, 2048, 2048, '', 2.1",
        "flux-2-pro, 1024, 1024, '', 3", "flux-2-pro, 1024, 1024, 1048576, 4.5", "flux-2-pro, 2048, 2048, '', 7.5",
        // Each begun megapixel counts, of each image for itself.
        "flux-2-pro, 1040, 1040, '', 4.5", "flux-2-pro, 1200, 800, '', 3", "flux-2-pro, 1024, 1025, '', 4.5",
        "flux-2-pro, 64, 64, '', 3", "flux-2-pro, 1024, 1024, 1, 4.5", "flux-2-pro, 1024, 1024, 1048577, 6",
        "flux-2-pro, 1024, 1024, 100000 100000, 6", "flux-2-pro, 1024, 1024, 4194304, 9",
        // What is larger than four megapixels is made smaller before it is counted.
        "flux-2-pro, 1024, 1024, 40000000, 9", "flux-2-pro, 1024, 1024, ?, 9", "flux-2-pro, 1024, 1024, ? ? ? ?, 27",
        "flux-2-klein-9b, 2048, 2048, ? ? ? ?, 5.3",
    })
    void fluxCostsItsMegapixelsAndThoseOfItsReferences(String id, int width, int height, String references, double cents) {
        String[] pixels = references.isEmpty() ? new String[0] : references.split(" ");
        ReferenceSizes sizes = references.contains("?")
                ? ReferenceSizes.unknown(pixels.length)
                : ReferenceSizes.of(Arrays.stream(pixels).map(Long::valueOf).toList());
        Model model = model(id, "{}");

        assertEquals(Math.round(cents * 10_000), microDollars(model, new Pixels(width, height), sizes, "a lamp"));
        assertEquals((long) Math.ceil(cents), model.credits(new Pixels(width, height), sizes, "a lamp"));
    }

    /** OpenAI's published points of gpt-image-2, and the numbers of its calculator: tokens at low, medium and high. */
    @ParameterizedTest
    @CsvSource({
        "816, 816, 171, 1536, 6143", "960, 720, 130, 1163, 4651", "1280, 720, 106, 947, 3787", "1024, 768, 134, 1204, 4815",
        "1024, 1024, 196, 1756, 7024", "1024, 1536, 158, 1372, 5488", "2048, 1152, 157, 1413, 5650", "1152, 2048, 157, 1413, 5650",
        "2048, 1536, 247, 2223, 8892", "2048, 2048, 397, 3568, 14272", "3264, 2448, 480, 4316, 17264",
        "3840, 2160, 371, 3336, 13342", "2880, 2880, 659, 5930, 23719"})
    void gptImage2CostsItsTokensAtEachQualityAndSize(int width, int height, long low, long medium, long high) {
        for (var expected : Map.of("low", low, "medium", medium, "high", high).entrySet()) {
            Model model = model("gpt-image-2", "{'gpt-image-2': {'quality': '%s'}}".formatted(expected.getKey()));
            assertEquals(expected.getValue() * 30, microDollars(model, new Pixels(width, height), ReferenceSizes.NONE, ""));
            assertEquals(Optional.of(expected.getKey()), model.providerModel().quality());
        }
    }

    /** As OpenAI publishes them for the square of 1K. */
    @ParameterizedTest
    @CsvSource({"low, 196", "medium, 439", "high, 1756", "xhigh, 3122", "max, 7024"})
    void theSuccessorOfTheMiniModelHasFiveQualities(String quality, long tokens) {
        Model model = model("gpt-image-1-mini", "{'gpt-image-1-mini': {'quality': '%s'}}".formatted(quality));

        assertEquals("gpt-image-2.6-flare", model.providerModel().name());
        assertEquals(tokens * 30, microDollars(model, SQUARE, ReferenceSizes.NONE, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "low, 1024, 1024, 272", "low, 1024, 1536, 408", "low, 1536, 1024, 400", "medium, 1024, 1024, 1056",
        "medium, 1024, 1536, 1584", "medium, 1536, 1024, 1568", "high, 1024, 1024, 4160", "high, 1024, 1536, 6240",
        "high, 1536, 1024, 6208"})
    void theMiniModelItselfCostsTheTokensOfItsTable(String quality, int width, int height, long tokens) {
        Model model = model("gpt-image-1-mini",
                "{'gpt-image-1-mini': {'name': 'gpt-image-1-mini', 'quality': '%s'}}".formatted(quality));

        assertEquals(tokens * 8, microDollars(model, new Pixels(width, height), ReferenceSizes.NONE, ""));
    }

    /** Google's price of an image at 512, 1K, 2K and 4K, in millionths of a dollar, before prompt and thinking. */
    @ParameterizedTest
    @CsvSource({
        "nano-banana-1, gemini-2.5-flash-image, 38700 38700 38700 38700",
        "nano-banana-1, gemini-3.1-flash-lite-image, 33600 33600 33600 33600",
        "nano-banana-2, gemini-3.1-flash-image, 44820 67200 100800 151200",
        "nano-banana-2, gemini-nano-banana-2.1, 33600 33600 50400 113400",
    })
    void geminiCostsTheTokensOfItsTiers(String id, String name, String prices) {
        Model model = model(id, "{'%s': {'name': '%s'}}".formatted(id, name));
        model.sizes().shapes().forEach((shape, size) -> {
            long image = Long.parseLong(prices.split(" ")[shape.resolution().ordinal()]);
            long all = microDollars(model, size, ReferenceSizes.NONE, "");
            assertTrue(all >= image && all <= image + 300 * 7.5, name + " " + shape + ": " + all);
            assertEquals(Math.ceilDiv(image, 10_000), model.credits(size, ReferenceSizes.unknown(1), "a lamp"), name + " " + shape);
        });
    }

    /** Dollars for a million: input, words and thoughts, images. */
    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash-image, 0.30, 2.50, 30", "gemini-3.1-flash-lite-image, 0.25, 1.50, 30",
        "gemini-3.1-flash-image, 0.50, 3, 60", "gemini-nano-banana-2.1, 1.50, 7.50, 30"})
    void thinkingIsBilledAtTheRateOfWords(String name, double in, double words, double images) {
        Price price = model("nano-banana-2", "{'nano-banana-2': {'name': '%s'}}".formatted(name)).providerModel().price();

        assertEquals(OptionalLong.of(Math.round(in * 3_000_000)), price.microDollars(new TokenUsage(1_000_000, 2_000_000, 0, 0)));
        assertEquals(OptionalLong.of(Math.round(words * 1_000_000)), price.microDollars(new TokenUsage(0, 0, 1_000_000, 0)));
        assertEquals(OptionalLong.of(Math.round(images * 1_000_000)), price.microDollars(new TokenUsage(0, 0, 0, 1_000_000)));
    }

    @ParameterizedTest
    @CsvSource({"recraft-v3, 40000", "recraft-v3-edit, 40000", "recraft-v4, 40000", "ideogram-v4-turbo, 30000",
        "ideogram-v4-base, 60000"})
    void recraftAndIdeogramHaveOnePriceForEveryImage(String id, long microDollars) {
        Model model = model(id, "{}");
        model.sizes().shapes().forEach((shape, size) ->
                assertEquals(microDollars, microDollars(model, size, ReferenceSizes.unknown(model.maxReferences()), "a lamp")));
        assertEquals(OptionalLong.empty(), model.providerModel().price().microDollars(new TokenUsage(1, 1, 1, 1)));
    }

    @Test
    void theDearestQualityOfIdeogramHasItsPrice() {
        assertEquals(10, model("ideogram-v4-base", "{'ideogram-v4-base': {'quality': 'quality'}}")
                .credits(SQUARE, ReferenceSizes.NONE, "a lamp"));
    }

    /** A token is three bytes or more, of whatever script. */
    @ParameterizedTest
    @CsvSource({"gpt-image-2, a, 0, 6", "gpt-image-2, a, 1000, 6", "gpt-image-2, a, 16384, 8", "gpt-image-2, 水, 16384, 14",
        "gpt-image-1-mini, a, 1000, 1", "gpt-image-1-mini, a, 16384, 4", "flux-2-pro, 水, 10000, 3",
        "nano-banana-2, a, 1000, 4", "nano-banana-2, 水, 16384, 7"})
    void aLongPromptCostsWhereItsTokensAreBilled(String id, String letter, int times, long credits) {
        assertEquals(credits, model(id, "{}").credits(SQUARE, ReferenceSizes.NONE, letter.repeat(times)));
    }

    /** Each of these would otherwise be an image for nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"{'cents': {'*': {'*': '4'}}}", "{'cents': {'*': {'*': null}}}", "{'cents': {'*': {'*': -1}}}", "{'cents': {'*': {'*': 0}}}",
        "{'cents': {'*': {'*': 4, '1:2': 3}}}", "{'cents': {'*': {'*': 4}, '1k': {'*': 4}}}",
        "{'cents': {'1K': {'*': 4}}}", "{'cents': {'*': {'1:1': 4}}}", "{'cents': {}}", "{'cents': null}",
        "{'source': ''}", "{'source': null}", "{}", "{'grid': 48}", "{'grid': {'medium': 48}}",
        "{'grid': 48, 'dollars': {'text_in': 1, 'image_in': 1}}", "{'grid': 48, 'dollars': {'text_in': 1, 'image_in': 1, 'out': 0}}",
        "{'grid': 0, 'dollars': {'text_in': 1, 'image_in': 1, 'out': 1}}", "{'grid': 48, 'dollars': {'out': 1}}",
        "{'tokens': {'*': {'*': 1.5}}, 'dollars': {'text_in': 1, 'image_in': 1, 'out': 1}}",
        "{'tokens': {'1K': {'*': 1}}, 'dollars': {'text_in': 1, 'image_in': 1, 'out': 1}}",
        "{'cents_per_megapixel': {'first': 3, 'further': 1.5}}",
        "{'cents_per_megapixel': {'first': 0, 'further': 1.5, 'most_of_a_reference': 4}}",
        "{'cents_per_megapixel': {'first': 3, 'further': 1.5, 'most_of_a_reference': 0}}",
        "{'cents_per_megapixel': {'first': 3, 'most_of_a_reference': 4}}"})
    void aPriceThatIsNotKnownFailsAtStart(String fields) throws IOException {
        ObjectNode root = builtIn();
        ObjectNode price = (ObjectNode) root.get("prices").get("recraft");
        price.remove("cents");
        json(fields).properties().forEach(e -> price.set(e.getKey(), e.getValue()));

        String said = assertThrows(IllegalStateException.class,
                () -> new CatalogReader(root, Json.object()).catalog()).getMessage();

        assertTrue(said.contains("recraft"), said);
    }
}
