package dev.imagegen.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.asset.AssetMaker;
import dev.imagegen.asset.AssetRegistry;
import dev.imagegen.asset.PublicIdClaim;
import dev.imagegen.asset.PublicIdHold;
import dev.imagegen.asset.PublicIdTakenException;
import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.credits.CreditsExhaustedException;
import dev.imagegen.testing.Samples;
import dev.imagegen.testing.Stores;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Who holds a public id is decided with the acceptance of its task, and stays so as long as its image. */
public abstract class PublicIdContract extends StoreFixture {

    private static final String LAMP = "shop/lamp";

    private final AssetRegistry registry;
    private final String assetId = Samples.id();

    protected PublicIdContract(Stores stores) {
        super(stores);
        this.registry = stores.registry();
    }

    private Task task(String apiKey) {
        return Samples.task(cloud, apiKey, new Target.Managed(Optional.of(LAMP), Optional.empty()), 3,
                Budget.of(Allowance.limitedTo(50)));
    }

    private PublicIdClaim claim(Task... givesWay) {
        return new PublicIdClaim(cloud, LAMP, List.of(givesWay).stream().map(Task::id).findFirst());
    }

    private Task accepted(String apiKey, Task... givesWay) {
        Task task = task(apiKey);
        assertEquals(Optional.empty(), tasks.accept(task, Optional.empty(), Optional.of(claim(givesWay))));
        return task;
    }

    private void refused(String apiKey, Task... givesWay) {
        Task task = task(apiKey);
        assertThrows(PublicIdTakenException.class, () -> tasks.accept(task, Optional.empty(), Optional.of(claim(givesWay))));
        assertEquals(Optional.empty(), tasks.find(task.id()));
    }

    private Task stored(Task task, String publicId, String asset) {
        Task running = claimed(task);
        var storage = new Storage.Managed(URI.create("https://example.com/x.png"), asset, publicId, 17);
        var made = new Asset(storage, ImageFormat.PNG, 512, 384, 99, task.order().model(), OptionalLong.empty(), NOW);
        Task completed = running.completed(
                new TaskState.Completed(made, asset, 3, Optional.empty(), Optional.empty()), List.of());
        assertTrue(tasks.replace(running, completed));
        return completed;
    }

    private Optional<PublicIdHold> holder() {
        return registry.holder(cloud, LAMP);
    }

    @Test
    void publicIdIsHeldFromTheAcceptanceOn() {
        assertEquals(Optional.empty(), holder());

        Task task = accepted("a");

        assertEquals(Optional.of(new PublicIdHold("a", task.id(), false)), holder());
        assertEquals(Optional.empty(), registry.holder(cloud, "shop/lamp2"));
        assertEquals(Optional.empty(), registry.holder(cloud + "x", LAMP));
        refused("b");
        refused("a");
        assertEquals(limited(50, 47, 3, 0, 0, 0), balance());
    }

    @Test
    void accentsComposedOrNotAreOnePublicId() {
        Task task = task("a");
        tasks.accept(task, Optional.empty(), Optional.of(new PublicIdClaim(cloud, "caf\u00e9", Optional.empty())));

        assertEquals(Optional.of(new PublicIdHold("a", task.id(), false)), registry.holder(cloud, "cafe\u0301"));
        assertEquals(Optional.empty(), registry.holder(cloud, "cafe"));
    }

    @Test
    void holdThatGivesWayIsTheOneThatWasSeen() {
        Task first = accepted("a");
        Task second = accepted("b", first);

        assertEquals(Optional.of(new PublicIdHold("b", second.id(), false)), holder());
        refused("c", first);
        refused("c", task("d"));
    }

    @Test
    void placeWhereAnImageLiesGivesWayToNobody() {
        Task task = stored(accepted("a"), LAMP, assetId);

        assertEquals(Optional.of(new PublicIdHold("a", task.id(), true)), holder());
        assertEquals(Optional.of(new AssetMaker(task.id(), cloud, "a", 17)), registry.maker(assetId));
        refused("b", task);
        refused("a", task);
    }

    @Test
    void imageThatIsStoredElsewhereLeavesAHoldThatGivesWay() {
        Task task = stored(accepted("a"), "imagegen/lamp", assetId);

        assertEquals(Optional.of(new PublicIdHold("a", task.id(), false)), holder());
        accepted("b", task);
    }

    @Test
    void lastImageThatIsStoredThereHoldsThePlace() {
        Task first = accepted("a");
        Task unclaimed = task("root");
        tasks.accept(unclaimed);

        Task task = stored(unclaimed, LAMP, assetId);
        assertEquals(Optional.of(new PublicIdHold("root", task.id(), true)), holder());

        Task over = stored(first, LAMP, assetId);
        assertEquals(Optional.of(new PublicIdHold("a", over.id(), true)), holder());
        assertEquals(Optional.of(new AssetMaker(over.id(), cloud, "a", 17)), registry.maker(assetId));
    }

    @Test
    void imageThatIsGoneHoldsNothing() {
        Task task = stored(accepted("a"), LAMP, assetId);

        registry.release(Samples.id());
        assertTrue(holder().orElseThrow().stored());
        registry.release(assetId);
        registry.release(assetId);

        assertEquals(Optional.of(new PublicIdHold("a", task.id(), false)), holder());
        Task next = stored(accepted("b", task), LAMP, Samples.id());
        registry.release(assetId);
        assertEquals(Optional.of(new PublicIdHold("b", next.id(), true)), holder(), "another image lies there");
    }

    @Test
    void imageThatWasMovedAwayHoldsNothing() {
        Task task = stored(accepted("a"), LAMP, assetId);

        registry.releaseFrom(assetId, "imagegen/" + task.id());
        assertTrue(holder().orElseThrow().stored(), "it was moved here, and not away");
        registry.releaseFrom(assetId, LAMP);

        assertEquals(Optional.of(new PublicIdHold("a", task.id(), false)), holder());
    }

    @Test
    void claimOfATaskThatFailedStaysUntilItGivesWay() {
        Task task = accepted("a");
        assertTrue(tasks.replace(task, task.failed(Samples.failed(ErrorCode.CANCELED))));

        assertEquals(Optional.of(new PublicIdHold("a", task.id(), false)), holder());
        accepted("a", task);
    }

    @Test
    void whatIsRefusedForItsCreditsHoldsNothing() {
        Task tooDear = Samples.task(cloud, "a", new Target.Managed(Optional.of(LAMP), Optional.empty()), 51,
                Budget.of(Allowance.limitedTo(50)));

        assertThrows(CreditsExhaustedException.class, () -> tasks.accept(tooDear, Optional.empty(), Optional.of(claim())));

        assertEquals(Optional.empty(), holder());
    }

    @Test
    void whatCameBeforeUnderTheKeyIsTheAnswerWhoeverHoldsThePlace() {
        Task task = task("a");
        var once = new Once(Sha256.of(cloud, "1"), "a lamp", NOW, Optional.empty());
        tasks.accept(task, Optional.of(once), Optional.of(claim()));

        assertEquals(Optional.of(new Once.Taken("a lamp", task.id())),
                tasks.accept(task("a"), Optional.of(once), Optional.of(claim())));
        assertThrows(PublicIdTakenException.class, () -> tasks.accept(task("a"),
                Optional.of(new Once(Sha256.of(cloud, "2"), "a lamp", NOW, Optional.empty())), Optional.of(claim())));
    }

    @Test
    void ofManyThatClaimItOneIsAccepted() throws Exception {
        List<Boolean> accepted = together(16, i -> () -> {
            try {
                accepted("key-" + i);
                return true;
            } catch (PublicIdTakenException taken) {
                return false;
            }
        });

        assertEquals(1, accepted.stream().filter(a -> a).count());
        assertEquals(limited(50, 47, 3, 0, 0, 0), balance());
    }

    @Test
    void assetThatNobodyMadeHasNoMaker() {
        assertEquals(Optional.empty(), registry.maker(assetId));
        assertFalse(registry.isOf("a", assetId));
    }

    @Test
    void assetIsOfWhoMadeItAndOfWhoWasGivenIt() {
        stored(accepted("a"), LAMP, assetId);
        Task equal = Samples.task(cloud, "b", Target.DEFAULT, 0, Budget.of(Allowance.limitedTo(50)));
        tasks.accept(new Task(equal.id(), cloud, "b", equal.requestId(), equal.order(), List.of(), equal.reservation(), NOW,
                equal.expiresAt(), 0, 0, Samples.completed(equal, assetId)));

        assertTrue(registry.isOf("a", assetId));
        assertTrue(registry.isOf("b", assetId));
        assertFalse(registry.isOf("c", assetId));
        assertEquals("a", registry.maker(assetId).orElseThrow().apiKey());
    }
}
