package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.catalog.AllowedModels;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.catalog.ReferenceSizes;
import dev.imagegen.catalog.Resolved;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import dev.imagegen.engine.EngineChoice;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Engines;
import dev.imagegen.engine.Failure;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.testing.ScriptedEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A model that its provider has retired is asked for once; then all workers know it for an hour. */
class RetiredModelTest {

    private static final Catalog WITH_SUCCESSOR = Catalog.load(Json.parse("""
            {"flux-2-pro": {"successor": "flux-2-klein-9b"}}"""));

    private final ScriptedEngine bfl = new ScriptedEngine("bfl", false);
    private final ScriptedEngine addOn = new ScriptedEngine("cloudinary", false);
    private Set<String> gone = Set.of("flux-2-pro");

    private Workshop shop(String... engines) {
        bfl.does(d -> {
            if (gone.contains(d.providerModel().name())) {
                throw new EngineException(Failure.RETIRED, "Gone.");
            }
            return Workshop.PICTURE;
        });
        return new Workshop(bfl, new Engines(model -> List.of(engines), Map.of("bfl", bfl, "cloudinary", addOn),
                Map.of("bfl", 8, "cloudinary", 8)));
    }

    private List<String> asked() {
        return bfl.drawings().stream().map(d -> d.providerModel().name()).toList();
    }

    /** By a worker of its own, which has read nothing yet. */
    private static Task made(Workshop shop, Catalog catalog) {
        Task task = shop.accepted(Target.DEFAULT);
        shop.with(catalog).run(new Job.Advance(task.id()));
        return task;
    }

    @Test
    void retiredModelIsAskedForOnceWithOneAlarmByAllWorkers() {
        Workshop shop = shop("bfl");
        for (int i = 0; i < 4; i++) {
            Task task = made(shop, WITH_SUCCESSOR);

            shop.completed(task);
            assertEquals(Notice.warning("The provider has retired flux-2-pro: its successor flux-2-klein-9b made the image."),
                    shop.now(task).notices().getLast());
        }

        assertEquals(List.of("flux-2-pro", "flux-2-klein-9b", "flux-2-klein-9b", "flux-2-klein-9b", "flux-2-klein-9b"), asked());
        assertEquals(1, shop.logged("provider_alarm"));
    }

    @Test
    void retiredModelIsAskedForAgainAfterAnHour() {
        Workshop shop = shop("bfl");
        made(shop, WITH_SUCCESSOR);
        shop.clock.advance(Duration.ofMinutes(59));
        made(shop, WITH_SUCCESSOR);
        assertEquals(3, asked().size());

        shop.clock.advance(Duration.ofMinutes(1));
        made(shop, WITH_SUCCESSOR);
        assertEquals(5, asked().size());
        assertEquals(2, shop.logged("provider_alarm"));

        gone = Set.of();
        shop.clock.advance(Duration.ofHours(1));
        Task task = made(shop, WITH_SUCCESSOR);
        assertEquals("flux-2-pro", asked().getLast());
        assertEquals(List.of(), shop.now(task).notices().stream().filter(n -> n.text().contains("retired")).toList());
    }

    @Test
    void successorThatIsRetiredTooHandsOnToItsOwn() {
        Workshop shop = shop("bfl");
        Model model = Catalog.load().find("nano-banana-1").orElseThrow();
        RetiredModels one = new RetiredModels(shop.capacity, shop.clock, shop.log);
        for (String name : List.of("gemini-2.5-flash-image", "gemini-3.1-flash-lite-image", "gemini-nano-banana-2.1")) {
            ProviderModel serving = one.serving("gemini", model).orElseThrow();

            assertEquals(name, serving.name());
            assertEquals(serving, new RetiredModels(shop.capacity, shop.clock, shop.log).serving("gemini", model).orElseThrow());
            assertTrue(one.note("gemini", model, serving));
        }
        assertEquals(Optional.empty(), one.serving("gemini", model));
        assertTrue(one.serving("cloudinary", model).isPresent(), "the add-on knows it by our name");
    }

    @Test
    void retiredModelWithoutSuccessorFailsWithoutACallForAnHour() {
        Workshop shop = shop("bfl");
        for (int i = 0; i < 3; i++) {
            Task task = made(shop, Catalog.load());

            assertEquals(ErrorCode.PROVIDER_FAILED, shop.failure(task));
            assertEquals("The provider does not offer this model any more.",
                    shop.now(task).state().failure().orElseThrow().message());
        }
        assertEquals(1, asked().size());
        assertEquals(1, shop.logged("provider_alarm"));
        assertEquals(0, shop.balance().possibleSpend());

        shop.clock.advance(Duration.ofHours(1));
        made(shop, Catalog.load());
        assertEquals(2, asked().size());
    }

    @Test
    void retiredModelGoesToTheNextEngineAndTakesNoOtherModelWithIt() {
        Workshop shop = shop("bfl", "cloudinary");
        Task first = made(shop, Catalog.load());
        shop.runLast();
        Task second = made(shop, Catalog.load());

        shop.completed(first);
        shop.completed(second);
        assertEquals(1, asked().size());
        assertEquals(2, addOn.drawings().size());
        assertEquals(false, shop.capacity.isUnwell("bfl", shop.clock.instant()), "its other models are made");
    }

    @Test
    void retiredModelIsKnownToItsWorkerThoughTheTableDoesNotAnswer() {
        Workshop shop = shop("bfl");
        Generation worker = shop.with(WITH_SUCCESSOR);
        shop.capacity.breakDown();
        for (int i = 0; i < 2; i++) {
            Task task = shop.accepted(Target.DEFAULT);
            worker.run(new Job.Advance(task.id()));
            shop.completed(task);
        }

        assertEquals(3, asked().size());
        assertEquals(1, shop.logged("provider_alarm"));
    }

    /** An operator has gone back to the old model: three sizes, and tokens at 8 dollars. It is retired, and its successor makes any. */
    @Test
    void requestHasTheSizeAndThePriceOfTheSuccessorOfARetiredModel() {
        Workshop shop = shop("bfl");
        var choice = new EngineChoice("direct", Map.of());
        Catalog catalog = Catalog.load(Json.parse("""
                {"gpt-image-1-mini": {"name": "gpt-image-1-mini", "quality": "high"}}""")).madeBy(choice::of);
        GenerationRequest request = RequestReader.read(Operation.TEXT_TO_IMAGE, """
                {"prompt": "a lamp", "model": {"id": "gpt-image-1-mini"}, "image_size": {"aspect_ratio": "16:9", "resolution": "2K"}}"""
                .getBytes(StandardCharsets.UTF_8)).request();

        assertEquals("1536x1024, 5 credits", resolved(shop, catalog, choice, request));
        shop.capacity.retire("openai", "gpt-image-1-mini", shop.clock.instant(), shop.clock.instant().plus(Duration.ofHours(1)));
        assertEquals("2048x1152, 1 credits", resolved(shop, catalog, choice, request));
        shop.clock.advance(Duration.ofHours(1));
        assertEquals("1536x1024, 5 credits", resolved(shop, catalog, choice, request));
    }

    private static String resolved(Workshop shop, Catalog catalog, EngineChoice choice, GenerationRequest request) {
        var health = new EngineHealth(choice, shop.capacity, shop.clock, shop.log);
        Resolved resolved = new Resolver(catalog, new ModelSelection.ByFamily("flux", Tier.STANDARD), health, health::today)
                .resolve(request, ReferenceSizes.NONE, AllowedModels.ALL);
        return "%s, %d credits".formatted(resolved.size(), resolved.credits());
    }

    /** What was resolved for the successor is made by it as it is, though the retired model would make another size. */
    @Test
    void successorIsAskedForTheSizeThatWasOrdered() {
        Catalog catalog = Catalog.load(Json.parse("""
                {"flux-2-pro": {"successor": "flux-2-klein-9b", "sizes": "recraft-v3"}}"""));
        Workshop shop = shop("bfl");

        made(shop, catalog);

        assertEquals(List.of("1365x1024", "512x384"), bfl.drawings().stream().map(d -> d.width() + "x" + d.height()).toList());
    }
}
