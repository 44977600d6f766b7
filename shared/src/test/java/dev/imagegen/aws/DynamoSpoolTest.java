package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.engine.Picture;
import dev.imagegen.spool.Spool;
import dev.imagegen.spool.SpoolContract;
import dev.imagegen.testing.Samples;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DynamoSpoolTest extends SpoolContract {

    private final EmbeddedTable embedded = EmbeddedTable.shared();

    @Override
    protected Spool spool() {
        return new DynamoSpool(embedded.client(), EmbeddedTable.NAME);
    }

    @Test
    void aPictureWhoseChunksWereForgottenIsNone() {
        String task = Samples.id();
        spool().keep(task, new Picture(new byte[1_000_000], OptionalLong.empty()), UNTIL);

        embedded.client().deleteItem(d -> d.tableName(EmbeddedTable.NAME)
                .key(Attributes.key("SPOOL", task + "#1", "CHUNK")));

        assertEquals(Optional.empty(), spool().find(task));
    }

    @Test
    void chunksWithoutTheItemThatNamesThemAreNoPicture() {
        String task = Samples.id();
        spool().keep(task, new Picture(new byte[1_000_000], OptionalLong.empty()), UNTIL);

        embedded.client().deleteItem(d -> d.tableName(EmbeddedTable.NAME).key(Attributes.key("SPOOL", task, "PICTURE")));

        assertEquals(Optional.empty(), spool().find(task));
    }
}
