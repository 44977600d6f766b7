package dev.imagegen.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreshKeyTest {

    @Test
    void secretHas192BitsAndNoTwoAreTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            FreshKey key = FreshKey.make(new SecureRandom());
            assertTrue(key.id().matches("[0-9a-f]{16}"), key.id());
            assertTrue(key.secret().matches("[0-9a-f]{48}"));
            assertTrue(seen.add(key.id()) && seen.add(key.secret()));
        }
    }

    @Test
    void secretIsNotInItsText() {
        assertEquals("FreshKey[0a]", new FreshKey("0a", "hunter2").toString());
    }
}
