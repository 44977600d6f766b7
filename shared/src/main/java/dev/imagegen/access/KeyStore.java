package dev.imagegen.access;

import java.util.List;
import java.util.Optional;

/** Where keys are kept. */
public interface KeyStore {

    /** As it is now: a key that was deleted before is not found. */
    Optional<ApiKey> findKey(String id);

    /** All keys of a cloud, in no order. */
    List<ApiKey> keysOf(String cloud);

    /** Writes a key, in place of one with the same id. */
    void put(ApiKey key);

    /** Writes a new key, unless its cloud has so many. @return false if it has */
    boolean add(ApiKey key, int most);

    /** @return false if the cloud has no such key */
    boolean delete(String cloud, String id);
}
