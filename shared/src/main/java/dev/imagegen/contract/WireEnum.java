package dev.imagegen.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A closed set of words of the contract. */
public interface WireEnum {

    /** The word as it stands in JSON. */
    String wireName();

    /** The constant of {@code type} with that word, or none. */
    static <E extends Enum<E> & WireEnum> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants()).filter(e -> e.wireName().equals(word)).findFirst();
    }

    /** The constant of {@code type} with that word, which is known to be one of ours. */
    static <E extends Enum<E> & WireEnum> E of(Class<E> type, String word) {
        return find(type, word)
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no word '" + word + "'"));
    }

    /** All words of {@code type}, in their order. */
    static <E extends Enum<E> & WireEnum> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(WireEnum::wireName).toList();
    }
}
