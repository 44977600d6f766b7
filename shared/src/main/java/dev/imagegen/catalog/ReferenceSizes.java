package dev.imagegen.catalog;

import java.util.List;
import java.util.OptionalLong;

/** How large the reference images of a request are, as far as that is known. */
public interface ReferenceSizes {

    ReferenceSizes NONE = unknown(0);

    int count();

    /** The pixels of one of them; empty if they are not known yet. @param index from 0 */
    OptionalLong pixels(int index);

    /** So many, of which nothing is known. */
    static ReferenceSizes unknown(int count) {
        return new ReferenceSizes() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public OptionalLong pixels(int index) {
                return OptionalLong.empty();
            }
        };
    }

    /** Those of images that are at hand. */
    static ReferenceSizes of(List<Long> pixels) {
        return new ReferenceSizes() {
            @Override
            public int count() {
                return pixels.size();
            }

            @Override
            public OptionalLong pixels(int index) {
                return OptionalLong.of(pixels.get(index));
            }
        };
    }
}
