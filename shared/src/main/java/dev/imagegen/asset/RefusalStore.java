package dev.imagegen.asset;

import java.util.Optional;

/** Where workers share what they know of the store's refusals. */
public interface RefusalStore {

    /** Those of a cloud's store, as they are now. */
    Optional<Refusals> find(String cloud);

    /** Writes {@code after} in place of {@code before}. @return false if somebody was faster; then nothing was changed */
    boolean replace(String cloud, Optional<Refusals> before, Refusals after);
}
