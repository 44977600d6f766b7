package dev.imagegen.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of the template.
 *
 * @param id             its logical id
 * @param name           its name
 * @param attributes     the type (S, N or B) of each attribute that is part of a key
 * @param keys           its primary key
 * @param indexes        its global secondary indexes
 * @param timeToLive     the attribute that says when an item expires
 */
public record TableSpec(
        String id,
        String name,
        Map<String, String> attributes,
        List<Key> keys,
        List<Index> indexes,
        Optional<String> timeToLive) {

    /**
     * One part of a key.
     *
     * @param attribute its name
     * @param type      HASH or RANGE
     */
    public record Key(String attribute, String type) {}

    /**
     * A global secondary index.
     *
     * @param name       its name
     * @param keys       its key
     * @param projection ALL, KEYS_ONLY or INCLUDE
     * @param included   the attributes that INCLUDE adds
     */
    public record Index(String name, List<Key> keys, String projection, List<String> included) {}
}
