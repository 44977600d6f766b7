package dev.imagegen.engine.addon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.asset.StoreException;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.testing.InMemoryAssets;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredReferencesTest {

    private final InMemoryAssets assets = new InMemoryAssets();
    private final Map<String, Instant> leftovers = new LinkedHashMap<>();
    private final StoredReferences shelf = new StoredReferences(assets, leftovers::put, new MutableClock());

    @Test
    void eachReferenceHasAPlaceOfItsOwnAndIsAnnouncedForDeletion() {
        URI first = shelf.put("t1", 0, Png.of(8, 8));
        URI second = shelf.put("t1", 1, Png.of(9, 9));

        assertEquals(URI.create("https://example.com/t1-reference-0"), first);
        assertEquals(URI.create("https://example.com/t1-reference-1"), second);
        assertArrayEquals(Png.of(9, 9), assets.fetch("t1-reference-1").orElseThrow());
        Instant end = Instant.parse("2026-11-22T11:00:00Z");
        assertEquals(Map.of("t1-reference-0", end, "t1-reference-1", end), leftovers);
    }

    @Test
    void aRepeatReplacesIt() {
        assertEquals(shelf.put("t1", 0, Png.of(8, 8)), shelf.put("t1", 0, Png.of(8, 8)));
        assertEquals(1, assets.count());
    }

    @Test
    void aStoreThatIsDownDelaysTheTask() {
        assets.failOnce(new StoreException(true, "Down.", null));

        EngineException e = assertThrows(EngineException.class, () -> shelf.put("t1", 0, Png.of(8, 8)));

        assertEquals(Failure.OVERLOADED, e.failure());
        assertEquals(Map.of(), leftovers);
    }

    @Test
    void aStoreThatRefusesEndsTheTask() {
        var refusal = new StoreException(false, "Too large.", null);
        assets.failOnce(refusal);

        assertSame(refusal, assertThrows(StoreException.class, () -> shelf.put("t1", 0, Png.of(8, 8))));
    }

    @Test
    void whatIsNoImageIsNotStored() {
        EngineException e = assertThrows(EngineException.class, () -> shelf.put("t1", 0, new byte[] {1}));

        assertEquals(Failure.INVALID, e.failure());
        assertEquals(0, assets.uploads());
    }
}
