package dev.imagegen.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.credits.Allowance;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of keys has to do. In memory, and in DynamoDB. */
public abstract class KeyStoreContract {

    private static final Instant NOW = MutableClock.START.plusNanos(1_000);
    private static final SecretHash SECRET = SecretHash.of("the-secret", new Random(1));

    private final String cloud = "cloud-" + Samples.id();

    protected abstract KeyStore keys();

    private ApiKey client(KeyLimits limits) {
        return new ApiKey("key-" + Samples.id(), cloud, false, "the web shop's", NOW, limits, SECRET);
    }

    private ApiKey client() {
        return client(KeyLimits.NONE);
    }

    private Set<ApiKey> all() {
        List<ApiKey> listed = keys().keysOf(cloud);
        assertEquals(listed.size(), new HashSet<>(listed).size());
        return Set.copyOf(listed);
    }

    @Test
    void keyIsReadBackAndItsSecretIsNotThere() {
        ApiKey key = ApiKey.root("key-" + Samples.id(), cloud, NOW, SECRET);
        keys().put(key);

        assertEquals(Optional.of(key), keys().findKey(key.id()));
        assertEquals(Optional.empty(), keys().findKey(key.id() + "x"));
        assertFalse(keys().findKey(key.id()).orElseThrow().secret().toText().contains("the-secret"));
    }

    @Test
    void keyIsReadBackWithEveryLimitItHas() {
        KeyStore keys = keys();
        ApiKey limited = client(new KeyLimits(Allowance.limitedTo(0), List.of("flux", "recraft-v4"),
                Optional.of(NOW.plusSeconds(1)), OptionalInt.of(1000), OptionalInt.of(1)));
        ApiKey free = client();

        assertTrue(keys.add(limited, 200));
        assertTrue(keys.add(free, 200));

        assertEquals(Optional.of(limited), keys.findKey(limited.id()));
        assertEquals(Optional.of(free), keys.findKey(free.id()));
        assertEquals(Set.of(limited, free), all());
    }

    @Test
    void cloudListsItsOwnKeysAlone() {
        keys().add(client(), 200);

        assertEquals(List.of(), keys().keysOf(cloud + "x"));
    }

    @Test
    void keyThatIsPutIsListedOnceHoweverOften() {
        ApiKey root = ApiKey.root("key-" + Samples.id(), cloud, NOW, SECRET);
        ApiKey renewed = ApiKey.root(root.id(), cloud, NOW, SecretHash.of("another", new Random(2)));
        keys().put(root);
        keys().put(renewed);

        assertEquals(Set.of(renewed), all());
        assertEquals(Optional.of(renewed), keys().findKey(root.id()));
    }

    @Test
    void deletedKeyIsGoneAtOnceAndTheOthersStay() {
        KeyStore keys = keys();
        ApiKey gone = client();
        ApiKey other = client();
        keys.add(gone, 200);
        keys.add(other, 200);

        assertTrue(keys.delete(cloud, gone.id()));

        assertEquals(Optional.empty(), keys.findKey(gone.id()));
        assertEquals(Set.of(other), all());
        assertFalse(keys.delete(cloud, gone.id()), "a second time there is none");
        assertTrue(keys.delete(cloud, other.id()));
        assertEquals(Set.of(), all());
        keys.add(gone, 200);
        assertEquals(Set.of(gone), all());
    }

    @Test
    void keyOfAnotherCloudIsNotThereToDelete() {
        ApiKey key = client();
        keys().add(key, 200);

        assertFalse(keys().delete(cloud + "x", key.id()));
        assertFalse(keys().delete(cloud, key.id() + "x"));

        assertEquals(Optional.of(key), keys().findKey(key.id()));
        assertEquals(Set.of(key), all());
    }

    @Test
    void cloudWithAsManyAsItMayHaveTakesNoMoreUntilOneIsDeleted() {
        KeyStore keys = keys();
        ApiKey first = client();
        ApiKey third = client();
        assertTrue(keys.add(first, 2));
        assertTrue(keys.add(client(), 2));

        assertFalse(keys.add(third, 2));

        assertEquals(Optional.empty(), keys.findKey(third.id()));
        assertEquals(2, all().size());
        keys.delete(cloud, first.id());
        assertTrue(keys.add(third, 2));
    }

    @Test
    void operatorIsNeverLockedOutByTheBound() {
        keys().add(client(), 1);
        keys().put(ApiKey.root("key-" + Samples.id(), cloud, NOW, SECRET));

        assertEquals(2, all().size());
    }

    @Test
    void idThatIsTakenIsNotTakenAgain() {
        ApiKey key = client();
        keys().add(key, 200);
        ApiKey same = new ApiKey(key.id(), cloud + "x", true, "thief", NOW, KeyLimits.NONE, SECRET);

        assertThrows(RuntimeException.class, () -> keys().add(same, 200));

        assertEquals(Optional.of(key), keys().findKey(key.id()));
        assertEquals(List.of(), keys().keysOf(cloud + "x"));
    }

    @Test
    void listIsWholeHoweverLong() {
        KeyStore keys = keys();
        Set<ApiKey> made = new HashSet<>();
        for (int i = 0; i < 101; i++) {
            ApiKey key = client();
            made.add(key);
            keys.put(key);
        }

        assertEquals(made, all());
    }

    @Test
    void ofManyThatAreAddedAtOnceNoneIsTooMany() throws Exception {
        KeyStore keys = keys();
        List<Callable<Boolean>> calls = IntStream.range(0, 6).<Callable<Boolean>>mapToObj(_ -> {
            ApiKey key = client();
            return () -> keys.add(key, 4);
        }).toList();
        List<Boolean> added = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                added.add(call.get());
            }
        }
        assertEquals(4, added.stream().filter(a -> a).count());
        assertEquals(4, all().size());
    }
}
