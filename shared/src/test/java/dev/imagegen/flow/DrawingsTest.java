package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine is asked for what its own model makes, whatever the rules were when the request came. */
class DrawingsTest {

    private static final Catalog CATALOG = Catalog.load();

    private static Drawing asked(Catalog catalog, String model, String engine, String size, ImageFormat format) {
        Task task = Samples.task(3, 50);
        Pixels pixels = Pixels.parse(size);
        var order = new Order(Operation.TEXT_TO_IMAGE, CATALOG.find(model).orElseThrow().name(), "a lamp", pixels.width(),
                pixels.height(), format, OptionalLong.of(7), Target.DEFAULT, List.of(), Optional.empty());
        Task ordered = new Task(task.id(), task.cloud(), task.apiKey(), task.requestId(), order, List.of(), task.reservation(),
                task.createdAt(), task.expiresAt(), 0, 0, task.state());
        return new Drawings(catalog).of(ordered, engine, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "nano-banana-2, gemini, 512x512, 1024x1024, WEBP, false", "nano-banana-2, cloudinary, 2752x1536, 2752x1536, WEBP, true",
        "nano-banana-2, sandbox, 1024x1024, 1024x1024, WEBP, false", "flux-2-pro, bfl, 1024x576, 1024x576, PNG, true",
        "flux-2-pro, cloudinary, 3000x3000, 2048x2048, PNG, true", "recraft-v4, recraft, 1344x768, 1344x768, WEBP, true",
        "recraft-v4, cloudinary, 1344x768, 1344x768, WEBP, false", "gpt-image-1-mini, openai, 1024x576, 1088x608, WEBP, false"})
    void engineIsAskedWithinTheRulesOfItsModel(String model, String engine, String ordered, String size, ImageFormat format, boolean seed) {
        Drawing drawing = asked(CATALOG, model, engine, ordered, ImageFormat.WEBP);

        assertEquals(Pixels.parse(size), new Pixels(drawing.width(), drawing.height()));
        assertEquals(format, drawing.format());
        assertEquals(seed ? OptionalLong.of(7) : OptionalLong.empty(), drawing.seed());
    }

    /** The operator has put another model there since the task was accepted. */
    @Test
    void modelThatWasReplacedMeanwhileIsAskedForItsOwnSize() {
        Catalog later = Catalog.load(Json.parse("{\"nano-banana-2\": {\"name\": \"gemini-3.1-flash-image\"}}"));

        Drawing drawing = asked(later, "nano-banana-2", "gemini", "1024x1024", ImageFormat.PNG);

        assertEquals("gemini-3.1-flash-image", drawing.providerModel().name());
        assertEquals(OptionalLong.of(7), drawing.seed());
    }

    static Stream<Model> models() {
        return Stream.of(Operation.values()).flatMap(operation -> CATALOG.models(operation).stream());
    }

    /** What was resolved is not resolved to something else when its time comes. */
    @ParameterizedTest
    @MethodSource("models")
    void everySizeThatAModelMakesIsKept(Model model) {
        model.providerModels().map(ProviderModel::sizes).forEach(sizes -> sizes.shapes().values().forEach(size ->
                assertEquals(size, sizes.closest(size), model.id())));
    }
}
