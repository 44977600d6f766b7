package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.SecretHash;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Resolver;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.ModelSelection;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.RequestReader;
import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.Tier;
import dev.imagegen.delivery.DeliveryMessages;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.net.ReceiverRules;
import dev.imagegen.task.Ids;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState.Completed;
import dev.imagegen.testing.InMemoryWebhookSettings;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a dry run shows, what is reserved and what is settled is one price: with the most that the reference images can come to as
 * long as their size is not known, and then with their own.
 */
class OneFormulaTest {

    private static final OptionalLong NOT_SAID = OptionalLong.empty();

    private final ScriptedEngine engine = new ScriptedEngine("bfl", false);
    private final Workshop shop = new Workshop(engine);
    private final ApiKey caller = ApiKey.root("demo-key", Samples.CLOUD, MutableClock.START, SecretHash.of("s", new Random(1)));
    private final Drafts drafts = new Drafts(
            new Resolver(Catalog.load(), new ModelSelection.ByFamily("nano-banana", Tier.STANDARD), model -> true),
            new Recipients(new InMemoryWebhookSettings(), ReceiverRules.of(false)), shop.table, shop.table, shop.clock);
    private final Acceptance acceptance = new Acceptance(drafts, shop.table, shop.jobs, new DeliveryMessages(shop.told, shop.log),
            shop.table, 500, Duration.ofDays(30), new Ids(shop.clock, new Random(2)), shop.clock, shop.log);

    private static Reading edit(String model, String... assetIds) {
        String references = String.join(", ", List.of(assetIds).stream()
                .map("{\"source_type\": \"managed_asset\", \"asset_id\": \"%s\"}"::formatted).toList());
        return RequestReader.read(Operation.IMAGE_TO_IMAGE,
                "{\"prompt\": \"a lamp\", \"model\": {\"id\": \"%s\"}, \"reference_images\": [%s]}".formatted(model, references)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The task of a request, which a dry run has shown before. */
    private Task accepted(Reading reading) {
        long shown = new DryRun(drafts, shop.table, 500, shop.clock).of(caller, reading).draft().credits();
        Task task = acceptance.accept(caller, reading, "request-1");
        assertEquals(shown, task.reservation().credits());
        return task;
    }

    /** The id of an image that was made here, of a megapixel. */
    private String made() {
        Task task = shop.accepted(Target.DEFAULT);
        engine.does(d -> new Picture(Png.of(1024, 1024), NOT_SAID));
        shop.run(task);
        return shop.completed(task).assetId();
    }

    /** Sides of the reference; credits reserved, and settled. */
    @ParameterizedTest
    @CsvSource({
        "flux-2-pro-edit, 1024, 1024, 9, 5", "flux-2-pro-edit, 1025, 1024, 9, 6", "flux-2-pro-edit, 2048, 2048, 9, 9",
        "flux-2-pro-edit, 5000, 5000, 9, 9", "flux-2-pro-edit, 8, 8, 9, 5", "flux-2-klein-9b-edit, 1024, 1024, 3, 2",
        "recraft-v3-edit, 1024, 1024, 4, 4", "nano-banana-2-edit, 1024, 1024, 4, 4", "gpt-image-2-edit, 1024, 1024, 7, 7"})
    void editIsSettledByItsReferencesWhereTheProviderIsSilent(String model, int width, int height, long reserved, long settled) {
        shop.assets.put("feed", Png.of(width, height));
        engine.does(d -> new Picture(Png.of(d.width(), d.height()), NOT_SAID));

        Task task = accepted(edit(model, "feed"));
        shop.run(task);

        assertEquals(reserved, task.reservation().credits());
        assertEquals(settled, shop.completed(task).credits());
    }

    @Test
    void priceOfAnUpstreamJobIsKeptUntilItIsReady() {
        shop.assets.put("feed", Png.of(1024, 1024));
        engine.does(d -> new Pending(new Upstream("bfl", "1", URI.create("https://api.bfl.ai/1"), shop.clock.instant(), NOT_SAID)));
        engine.answers(upstream -> new Picture(Png.of(1024, 1024), NOT_SAID));

        Task task = accepted(edit("flux-2-pro-edit", "feed"));
        shop.run(task);
        shop.runLast();

        assertEquals(5, shop.completed(task).credits());
    }

    @Test
    void whatTheProviderStatesGoesBeforeTheFormula() {
        shop.assets.put("feed", Png.of(1024, 1024));
        engine.does(d -> new Picture(Png.of(d.width(), d.height()), NOT_SAID, OptionalLong.of(75_000), List.of()));

        Task task = accepted(edit("flux-2-pro-edit", "feed"));
        shop.run(task);

        assertEquals(8, shop.completed(task).credits());
        assertEquals(0, shop.logged("image_cost_more"));
    }

    @Test
    void imageThatWasMadeHereIsReservedByItsOwnMegapixels() {
        String reference = made();

        assertEquals(5, accepted(edit("flux-2-pro-edit", reference)).reservation().credits());
        assertEquals(11, accepted(edit("flux-2-pro-edit", reference, "else")).reservation().credits());
    }

    @Test
    void imageThatWasOverwrittenIsReservedAsAnyOther() {
        String reference = made();
        Task task = shop.table.ofAsset(reference).orElseThrow();
        Completed old = (Completed) task.state();
        shop.table.replace(task, task.amended(new Completed(old.asset(), old.assetId(), old.credits(), Optional.empty(), Optional.empty(),
                old.news().overwrittenAt(shop.clock.instant()))));

        assertEquals(9, accepted(edit("flux-2-pro-edit", reference)).reservation().credits());
    }

    /** A place of its own in every cloud. */
    @Test
    void imageOfAnotherCloudIsNotLookedAt() {
        String reference = made();
        ApiKey other = ApiKey.root("other-key", "other", MutableClock.START, SecretHash.of("s", new Random(1)));

        assertEquals(9, drafts.of(other, edit("flux-2-pro-edit", reference)).credits());
    }

    @Test
    void successorIsSettledByItsOwnPrice() {
        shop.assets.put("feed", Png.of(1024, 1024));
        engine.does(d -> {
            if (engine.drawings().size() == 1) {
                throw new EngineException(Failure.RETIRED, "Gone.");
            }
            return new Picture(Png.of(d.width(), d.height()), NOT_SAID);
        });
        Task task = accepted(edit("flux-2-pro-edit", "feed"));

        shop.with(Catalog.load(Json.parse("{\"flux-2-pro\": {\"successor\": \"flux-2-klein-9b\"}}")))
                .run(new Job.Advance(task.id()));

        assertEquals(2, shop.completed(task).credits());
    }
}
