package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.asset.AssetRights;
import dev.imagegen.asset.Occupant;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.credits.Allowance;
import dev.imagegen.credits.Budget;
import dev.imagegen.task.Order;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.InMemoryTable;
import dev.imagegen.testing.Png;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    private static final ReferenceImage STORED = new ReferenceImage.ByAssetId("a1");
    private static final ReferenceImage FOREIGN = new ReferenceImage.ByUrl(URI.create("https://example.com/a.png"));

    private static final AssetRights CLIENT = new AssetRights(List.of("shop/"), List.of(), true);

    private final InMemoryAssets assets = new InMemoryAssets();
    private final InMemoryTable table = new InMemoryTable();

    private static Task task(AssetRights rights, ReferenceImage... references) {
        Task sample = Samples.task(3, 50);
        Order old = sample.order();
        var order = new Order(Operation.IMAGE_TO_IMAGE, old.model(), old.prompt(), old.width(), old.height(), old.format(), old.seed(),
                old.target(), List.of(references), old.notificationUrl());
        return new Task(sample.id(), sample.cloud(), sample.apiKey(), sample.requestId(), order, List.of(), sample.reservation(),
                sample.createdAt(), sample.expiresAt(), rights, 0, 0, sample.state());
    }

    private List<byte[]> fetch(byte[] foreign, ReferenceImage... references) {
        return new References(assets, table, _ -> foreign).fetch(task(AssetRights.ALL, references));
    }

    private PublicError refusal(AssetRights rights) {
        return assertThrows(ImagegenException.class,
                () -> new References(assets, table, _ -> new byte[0]).fetch(task(rights, STORED))).error();
    }

    private void completed(String apiKey, TaskState.Completed state) {
        Task task = Samples.task(Samples.CLOUD, apiKey, 3, Budget.of(Allowance.unlimited()));
        table.accept(task);
        Task running = task.claimed("worker", task.createdAt(), task.createdAt().plusSeconds(60));
        table.replace(task, running);
        table.replace(running, running.completed(state, List.of()));
    }

    @Test
    void assetOfAnotherKeyIsTheSameAsOneThatIsNotThere() {
        PublicError unknown = refusal(CLIENT);
        assertEquals(new PublicError(ErrorCode.REFERENCE_NOT_FOUND,
                "'reference_images[0]': there is no asset with this id in the cloud.", Map.of("field", "reference_images[0]")), unknown);
        completed("another-key", Samples.completed(Samples.task(3, 50), "a1"));

        for (byte[] bytes : List.of(Png.of(8, 8), new byte[] {1, 2, 3}, new byte[0])) {
            assets.put("a1", bytes);
            assertEquals(unknown, refusal(CLIENT));
            assertEquals(unknown, refusal(new AssetRights(List.of(), List.of(), true)));
        }
        assets.occupy("imagegen/lamp", new Occupant("a1", 1, Optional.empty()), Png.of(8, 8));
        assertEquals(unknown, refusal(new AssetRights(List.of("*"), List.of(), true)), "where all keys' images lie");
        assets.put("a1", Png.of(8, 8));
        assertEquals(1, fetch(new byte[0], STORED).size(), "the root key may");
    }

    @Test
    void assetThatTheKeyMadeIsItsOwn() {
        assets.put("a1", Png.of(8, 8));
        completed("demo-key", Samples.completed(Samples.task(3, 50), "a1"));

        assertEquals(1, new References(assets, table, _ -> new byte[0]).fetch(task(CLIENT, STORED)).size());
    }

    @Test
    void assetUnderItsPrefixesIsReadWhoeverMadeIt() {
        assets.occupy("shop/lamp", new Occupant("a1", 1, Optional.empty()), Png.of(8, 8));

        assertEquals(1, new References(assets, table, _ -> new byte[0]).fetch(task(CLIENT, STORED)).size());
    }

    @Test
    void assetThatTheKeyWasGivenInPlaceOfAnEqualOneIsItsOwn() {
        assets.put("a1", Png.of(8, 8));
        Task equal = task(CLIENT);
        table.accept(new Task(equal.id(), equal.cloud(), equal.apiKey(), equal.requestId(), equal.order(), List.of(),
                equal.reservation(), equal.createdAt(), equal.expiresAt(), CLIENT, 0, 0, Samples.completed(equal, "a1")));

        assertEquals(1, new References(assets, table, _ -> new byte[0]).fetch(task(CLIENT, STORED)).size());
    }

    private void refused(ErrorCode code, String field, String message, byte[] foreign, ReferenceImage... references) {
        var refusal = assertThrows(ImagegenException.class, () -> fetch(foreign, references));
        assertEquals(new PublicError(code, message, Map.of("field", field)), refusal.error());
    }

    @Test
    void referencesComeInTheOrderOfTheCaller() {
        byte[] stored = Png.of(8, 8);
        byte[] foreign = Png.of(16, 8);
        assets.put("a1", stored);

        List<byte[]> fetched = fetch(foreign, FOREIGN, STORED);

        assertArrayEquals(foreign, fetched.get(0));
        assertArrayEquals(stored, fetched.get(1));
    }

    @Test
    void allAreFetchedAtOnce() {
        var together = new CyclicBarrier(3);
        var references = new References(assets, table, _ -> {
            try {
                together.await(5, TimeUnit.MINUTES);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("They are not fetched at the same time", e);
            }
            return Png.of(8, 8);
        });

        assertEquals(3, references.fetch(task(AssetRights.ALL, FOREIGN, FOREIGN, FOREIGN)).size());
    }

    @Test
    void anAssetThatIsNotThereIsNamedByItsPlace() {
        refused(ErrorCode.REFERENCE_NOT_FOUND, "reference_images[1]",
                "'reference_images[1]': there is no asset with this id in the cloud.", Png.of(8, 8), FOREIGN, STORED);
    }

    @Test
    void bytesThatAreNoImageAreRefused() {
        refused(ErrorCode.REFERENCE_UNUSABLE, "reference_images[0]",
                "'reference_images[0]' is no png, jpeg or webp image.", new byte[] {1, 2, 3}, FOREIGN);
    }

    @Test
    void anImageThatUnfoldsIntoTooManyPixelsIsRefused() {
        byte[] bomb = Png.of(8, 8);
        // The width in the header of a png stands in the bytes 16 to 19: 0x00010008 is 65,544.
        bomb[17] = 1;
        bomb[21] = 1;

        refused(ErrorCode.REFERENCE_UNUSABLE, "reference_images[0]",
                "'reference_images[0]' has more than 40 megapixels.", bomb, FOREIGN);
    }

    @Test
    void aRefusalOfTheWayOutNamesThePlaceToo() {
        var references = new References(assets, table, _ -> {
            throw new ImagegenException(ErrorCode.REFERENCE_UNUSABLE, "It redirects.");
        });

        var refusal = assertThrows(ImagegenException.class, () -> references.fetch(task(AssetRights.ALL, FOREIGN)));

        assertEquals(new PublicError(ErrorCode.REFERENCE_UNUSABLE, "'reference_images[0]': It redirects.",
                Map.of("field", "reference_images[0]")), refusal.error());
    }
}
