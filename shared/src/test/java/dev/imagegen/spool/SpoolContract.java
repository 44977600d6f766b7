package dev.imagegen.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.Notice;
import dev.imagegen.engine.Picture;
import dev.imagegen.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every spool does. */
public abstract class SpoolContract {

    protected static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

    protected abstract Spool spool();

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 390 * 1024 - 1, 390 * 1024, 390 * 1024 + 1, 5_000_000})
    void aPictureComesOutAsItWentIn(int length) {
        String task = Samples.id();
        byte[] bytes = noise(length);

        spool().keep(task, new Picture(bytes, OptionalLong.of(7), OptionalLong.of(39_000),
                List.of(Notice.warning("The provider has retired a model."))), UNTIL);

        Picture found = spool().find(task).orElseThrow();
        assertArrayEquals(bytes, found.bytes());
        assertEquals(OptionalLong.of(7), found.seed());
        assertEquals(OptionalLong.of(39_000), found.microDollars());
        assertEquals(List.of(Notice.warning("The provider has retired a model.")), found.notices());
    }

    @Test
    void whatAProviderDoesNotSayStaysUnsaid() {
        String task = Samples.id();

        spool().keep(task, new Picture(noise(10), OptionalLong.empty()), UNTIL);

        Picture found = spool().find(task).orElseThrow();
        assertEquals(OptionalLong.empty(), found.seed());
        assertEquals(OptionalLong.empty(), found.microDollars());
        assertEquals(List.of(), found.notices());
    }

    @Test
    void aTaskWithoutAPictureHasNone() {
        assertEquals(Optional.empty(), spool().find(Samples.id()));
    }

    @Test
    void aShorterPictureTakesThePlaceOfALongerOne() {
        String task = Samples.id();
        spool().keep(task, new Picture(noise(1_000_000), OptionalLong.empty()), UNTIL);

        spool().keep(task, new Picture(noise(20), OptionalLong.of(1)), UNTIL);

        assertArrayEquals(noise(20), spool().find(task).orElseThrow().bytes());
    }
}
