package dev.imagegen.local.cloudinary;

import dev.imagegen.local.cloudinary.rendering.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what was rendered, the latest used up to a number of bytes, while the images that it was made of stay the same. */
final class DerivedCache {

    /** @param sources the images that it was made of, as they were */
    private record Kept(List<StoredImage> sources, Output output) {}

    private final long maxBytes;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    DerivedCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** What was made under that name of the same images, if it is still here. */
    synchronized Optional<Output> find(String name, List<StoredImage> sources) {
        Kept found = kept.get(name);
        if (found != null && !found.sources.equals(sources)) {
            drop(name);
            return Optional.empty();
        }
        return Optional.ofNullable(found).map(Kept::output);
    }

    synchronized void put(String name, List<StoredImage> sources, Output output) {
        drop(name);
        kept.put(name, new Kept(List.copyOf(sources), output));
        bytes += output.bytes().length;
        while (bytes > maxBytes) {
            drop(kept.keySet().iterator().next());
        }
    }

    private void drop(String name) {
        Kept old = kept.remove(name);
        if (old != null) {
            bytes -= old.output.bytes().length;
        }
    }
}
