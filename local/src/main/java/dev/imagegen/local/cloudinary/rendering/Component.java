package dev.imagegen.local.cloudinary.rendering;

import java.awt.Color;
import java.util.Optional;

/** One thing that a transformation does. */
sealed interface Component {

    /** @param relative whether parts are those of what is below the layer */
    record Resize(Mode mode, Optional<Length> width, Optional<Length> height, Optional<Double> ratio, Gravity gravity,
            Optional<Length> x, Optional<Length> y, Optional<Color> background, boolean relative) implements Component {}

    record OpenImage(String publicId) implements Component {}

    record OpenText(Writing writing) implements Component {}

    /** Puts the open layer on what is below it. */
    record Apply(Gravity gravity, Optional<Length> x, Optional<Length> y, boolean noOverflow) implements Component {}

    record Trim() implements Component {}

    record RemoveBackground() implements Component {}

    /** @param word png, jpg, webp or auto */
    record Format(String word) implements Component {}

    /** @param percent 1 to 100 */
    record Quality(int percent) implements Component {}
}
