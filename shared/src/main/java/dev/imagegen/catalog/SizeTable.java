package dev.imagegen.catalog;

import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Resolution;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sizes that a model makes: one for each shape and tier, and a rule for exact pixels. */
public final class SizeTable {

    private final Map<Shape, Pixels> shapes;
    private final ExactRule exact;
    private final Map<Resolution, String> words;

    /** @param words by which the provider is told a tier; empty if it takes none */
    SizeTable(Map<Shape, Pixels> shapes, ExactRule exact, Map<Resolution, String> words) {
        this.shapes = shapes;
        this.exact = exact;
        this.words = words;
    }

    /** What the model makes for each shape: several may be one size. */
    public Map<Shape, Pixels> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /** False if nobody knows what the model makes of a size: then it is passed on, and measured when the image is there. */
    public boolean known() {
        return !(exact instanceof ExactRule.Any);
    }

    /** The word by which the provider is told a tier; empty if it is to be left out. */
    public Optional<String> word(Resolution resolution) {
        return Optional.ofNullable(words.get(resolution));
    }

    /** The size that the model makes when it is asked for {@code wish}. */
    public Pixels closest(ImageSize wish) {
        return switch (wish) {
            case Shape shape -> shapes.get(shape);
            case Pixels pixels -> exact.closest(pixels);
        };
    }

    /** The shape that stands for {@code size}, in prices too: the nearest ratio, the smallest that is not smaller. */
    public Shape shapeOf(Pixels size) {
        List<Pixels> candidates = ExactRule.ofNearestRatio(shapes.values(), size);
        Pixels priced = candidates.stream()
                .filter(s -> s.area() >= size.area())
                .min(Comparator.comparingLong(Pixels::area))
                .orElseGet(() -> candidates.stream().max(Comparator.comparingLong(Pixels::area)).orElseThrow());
        return shapes.entrySet().stream()
                .filter(e -> e.getValue().equals(priced))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
