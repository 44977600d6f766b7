package dev.imagegen.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.Png;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    private static final ReferenceImage STORED = new ReferenceImage.ByAssetId("a1");
    private static final ReferenceImage FOREIGN = new ReferenceImage.ByUrl(URI.create("https://example.com/a.png"));

    private final InMemoryAssets assets = new InMemoryAssets();

    private List<byte[]> fetch(byte[] foreign, ReferenceImage... references) {
        return new References(assets, _ -> foreign).fetch(List.of(references));
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
        var references = new References(assets, _ -> {
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("They are not fetched at the same time", e);
            }
            return Png.of(8, 8);
        });

        assertEquals(3, references.fetch(List.of(FOREIGN, FOREIGN, FOREIGN)).size());
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
        var references = new References(assets, _ -> {
            throw new ImagegenException(ErrorCode.REFERENCE_UNUSABLE, "It redirects.");
        });

        var refusal = assertThrows(ImagegenException.class, () -> references.fetch(List.of(FOREIGN)));

        assertEquals(new PublicError(ErrorCode.REFERENCE_UNUSABLE, "'reference_images[0]': It redirects.",
                Map.of("field", "reference_images[0]")), refusal.error());
    }
}
