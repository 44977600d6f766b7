package dev.imagegen.local.cloudinary.rendering;

import java.awt.image.BufferedImage;
import java.util.Optional;

/** Draws texts: with the system's fonts where they have every letter, else with our own. */
final class TextDrawing {

    private TextDrawing() {}

    static BufferedImage of(Writing writing) {
        Optional<BufferedImage> drawn = SystemText.draw(writing);
        return drawn.orElseGet(() -> PixelText.draw(writing));
    }
}
