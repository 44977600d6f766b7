package dev.imagegen.access;

import java.util.Optional;

/** Where keys are kept. */
public interface KeyStore {

    Optional<ApiKey> findKey(String id);

    /** Writes a key, in place of one with the same id. */
    void put(ApiKey key);
}
