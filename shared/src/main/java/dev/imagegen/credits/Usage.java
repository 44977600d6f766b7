package dev.imagegen.credits;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The month of a cloud.
 *
 * @param ofCloud empty if nothing was reserved in it yet
 * @param byKey of the keys that reserved something
 */
public record Usage(Optional<Balance> ofCloud, Map<String, KeyUsage> byKey) {

    public Usage {
        byKey = Map.copyOf(byKey);
    }

    /** Of all keys, by the id of the model. */
    public SortedMap<String, ModelUsage> byModel() {
        SortedMap<String, ModelUsage> sum = new TreeMap<>();
        byKey.values().forEach(key -> key.byModel().forEach((model, usage) -> sum.merge(model, usage, ModelUsage::plus)));
        return sum;
    }
}
