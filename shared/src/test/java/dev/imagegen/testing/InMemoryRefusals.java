package dev.imagegen.testing;

import dev.imagegen.asset.RefusalStore;
import dev.imagegen.asset.Refusals;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Refusals in memory. {@code RefusalStoreContract} holds them to the behaviour of the real ones. */
public final class InMemoryRefusals implements RefusalStore {

    private final Map<String, Refusals> byCloud = new HashMap<>();
    private boolean broken;

    /** From now on nothing can be read or written there. */
    public synchronized void breakDown() {
        broken = true;
    }

    @Override
    public synchronized Optional<Refusals> find(String cloud) {
        answer();
        return Optional.ofNullable(byCloud.get(cloud));
    }

    @Override
    public synchronized boolean replace(String cloud, Optional<Refusals> before, Refusals after) {
        answer();
        if (!Optional.ofNullable(byCloud.get(cloud)).equals(before)) {
            return false;
        }
        byCloud.put(cloud, after);
        return true;
    }

    private void answer() {
        if (broken) {
            throw new IllegalStateException("The table does not answer");
        }
    }
}
