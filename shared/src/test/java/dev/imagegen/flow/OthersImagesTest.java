package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.asset.AssetRights;
import dev.imagegen.asset.Occupant;
import dev.imagegen.asset.PublicIdHold;
import dev.imagegen.asset.StoreException;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.engine.Delivered;
import dev.imagegen.task.Job;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.ScriptedEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image never takes the place of one that its key did not make, and is never lost over it. */
class OthersImagesTest {

    private static final String PLACE = "shop/lamp";
    private static final Notice MOVED = Notice.warning("The target was refused, so the image was stored under a public id of its own."
            + " Another image lies under 'target.public_id' already.");
    private static final AssetRights CAREFUL = new AssetRights(List.of("shop/"), List.of(), false);
    private static final AssetRights REPLACING = new AssetRights(List.of("shop/"), List.of(), true);
    private static final byte[] THEIRS = Png.of(3, 3);

    private Workshop shop = new Workshop(false);

    private Task accepted(AssetRights rights, String apiKey) {
        Task sample = Samples.task(Samples.CLOUD, apiKey, new Target.Managed(Optional.of(PLACE), Optional.empty()), 3,
                Budget.of(Allowance.limitedTo(50)));
        Task task = new Task(sample.id(), sample.cloud(), apiKey, sample.requestId(), sample.order(), List.of(), sample.reservation(),
                sample.createdAt(), sample.expiresAt(), rights, 0, 0, sample.state());
        shop.table.accept(task);
        return task;
    }

    private Task made(AssetRights rights, String apiKey) {
        Task task = accepted(rights, apiKey);
        shop.run(task);
        return shop.now(task);
    }

    private void theirs() {
        shop.assets.occupy(PLACE, new Occupant("theirs", 7, Optional.empty()), THEIRS);
    }

    private void liesAt(String publicId, Task task) {
        var state = assertInstanceOf(TaskState.Completed.class, shop.now(task).state());
        assertEquals(publicId, assertInstanceOf(Storage.Managed.class, state.asset().storage()).publicId());
        assertEquals(Optional.of(task.id()), shop.assets.at(publicId));
        assertEquals(PLACE.equals(publicId) ? List.of() : List.of(MOVED), shop.now(task).notices());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void imageOfSomebodyElseIsLeftAloneAndThisOneIsKept(boolean free) {
        shop = new Workshop(free);
        theirs();

        for (AssetRights rights : List.of(CAREFUL, REPLACING)) {
            Task task = made(rights, "a");
            liesAt("imagegen/" + task.id(), task);
        }

        assertEquals(Optional.of("theirs"), shop.assets.at(PLACE));
        assertArrayEquals(THEIRS, shop.assets.fetch("theirs").orElseThrow());
        assertEquals(6, shop.balance().used());
        assertEquals(Optional.empty(), shop.table.holder(Samples.CLOUD, PLACE));
    }

    @Test
    void rootKeyReplacesWhateverLiesThere() {
        theirs();

        liesAt(PLACE, made(AssetRights.ALL, "root"));
    }

    @Test
    void keyThatMayReplacesWhatItMadeAndNothingElse() {
        Task first = made(REPLACING, "a");
        liesAt(PLACE, first);
        Task second = made(REPLACING, "a");
        liesAt(PLACE, second);
        assertEquals(Optional.of(new PublicIdHold("a", second.id(), true)), shop.table.holder(Samples.CLOUD, PLACE));

        Task careful = made(CAREFUL, "a");
        liesAt("imagegen/" + careful.id(), careful);
        Task another = made(REPLACING, "b");
        liesAt("imagegen/" + another.id(), another);
        assertEquals(Optional.of(second.id()), shop.assets.at(PLACE));
    }

    @Test
    void ownImageThatSomebodyReplacedSinceIsNotOnesOwn() {
        Task first = made(REPLACING, "a");
        shop.assets.occupy(PLACE, new Occupant(first.id(), 9, Optional.empty()), THEIRS);

        Task second = made(REPLACING, "a");

        liesAt("imagegen/" + second.id(), second);
        assertEquals(Optional.of(first.id()), shop.assets.at(PLACE));
    }

    @Test
    void imageOfATaskOfTheSameKeyThatHasNotEndedIsItsOwn() {
        Task first = accepted(REPLACING, "a");
        shop.assets.occupy(PLACE, new Occupant(first.id(), 1, Optional.of(first.id())), THEIRS);

        liesAt(PLACE, made(REPLACING, "a"));
    }

    @Test
    void imageThatSaysItIsOfATaskOfAnotherKeyIsLeftAlone() {
        Task others = accepted(REPLACING, "b");
        shop.assets.occupy(PLACE, new Occupant("theirs", 1, Optional.of(others.id())), THEIRS);

        Task task = made(REPLACING, "a");

        liesAt("imagegen/" + task.id(), task);
    }

    private static final class Died extends Error {}

    @Test
    void imageThatIsThereSinceTheWorkerDiedIsItsOwn() {
        Task task = accepted(CAREFUL, "a");
        Generation dying = shop.watchedBy((step, id) -> {
            if (step == Step.STORED) {
                throw new Died();
            }
        });
        assertThrows(Died.class, () -> dying.run(new Job.Advance(task.id())));
        assertEquals(Optional.of(task.id()), shop.assets.at(PLACE));
        shop.clock.advance(Duration.ofMinutes(1));

        shop.run(task);

        liesAt(PLACE, task);
        assertEquals(1, shop.engine.drawings().size());
    }

    private void stores(ScriptedEngine engine) {
        engine.does(drawing -> {
            var target = assertInstanceOf(Target.Managed.class, drawing.target());
            String publicId = target.publicId().orElse("imagegen/" + drawing.taskId());
            var storage = new Storage.Managed(URI.create("https://example.com/x.png"), drawing.taskId(), publicId, 1);
            shop.assets.occupy(publicId, new Occupant(drawing.taskId(), 1, Optional.empty()), Png.of(512, 384));
            return new Delivered(new StoredAsset(drawing.taskId(), storage, ImageFormat.PNG, 512, 384, 9), OptionalLong.of(42),
                    OptionalLong.empty(), List.of());
        });
    }

    @Test
    void engineThatStoresItselfIsNotLetAtThePlaceAndItsImageIsMovedThere() {
        stores(shop.engine);

        Task task = made(CAREFUL, "a");

        liesAt(PLACE, task);
        assertEquals(Optional.empty(), shop.assets.at("imagegen/" + task.id()));
        assertEquals(new Target.Managed(Optional.empty(), Optional.empty()), shop.engine.drawings().getFirst().target());
        assertEquals(Optional.of(new PublicIdHold("a", task.id(), true)), shop.table.holder(Samples.CLOUD, PLACE));
        Task root = made(AssetRights.ALL, "root");
        assertEquals(root.order().target(), shop.engine.drawings().getLast().target());
    }

    @Test
    void imageThatAnEngineStoredIsNotMovedOntoThatOfSomebodyElse() {
        stores(shop.engine);
        theirs();

        Task task = made(REPLACING, "a");

        liesAt("imagegen/" + task.id(), task);
        assertEquals(Optional.of("theirs"), shop.assets.at(PLACE));
    }

    @Test
    void imageThatAnEngineStoredReplacesThatOfItsKey() {
        stores(shop.engine);
        made(REPLACING, "a");

        liesAt(PLACE, made(REPLACING, "a"));
    }

    @Test
    void imageThatCannotBeMovedStaysWhereItIs() {
        stores(shop.engine);
        for (RuntimeException failure : List.of(
                new StoreException(true, "The store cannot be reached.", null), new IllegalStateException("A mistake of ours"))) {
            shop.assets.failNextMove(failure);

            Task task = made(CAREFUL, "a");

            var state = assertInstanceOf(TaskState.Completed.class, task.state());
            assertEquals("imagegen/" + task.id(), ((Storage.Managed) state.asset().storage()).publicId());
            assertEquals(1, task.notices().size());
        }
        assertEquals(6, shop.balance().used());
    }

    @Test
    void imageThatWasMovedBeforeTheWorkerDiedIsFoundThere() {
        Task task = accepted(CAREFUL, "a");
        StoredAsset asset = new StoredAsset(task.id(), new Storage.Managed(URI.create("https://example.com/x.png"), task.id(),
                "imagegen/" + task.id(), 1), ImageFormat.PNG, 512, 384, 9);
        shop.assets.occupy(PLACE, new Occupant(task.id(), 1, Optional.empty()), Png.of(512, 384));
        var uploads = new GuardedUploads(shop.assets, new InMemoryTable(), shop.table);

        assertEquals(PLACE, ((Storage.Managed) new Placement(uploads, shop.log).of(task, asset).asset().storage()).publicId());
    }
}
