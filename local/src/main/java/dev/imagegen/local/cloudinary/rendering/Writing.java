package dev.imagegen.local.cloudinary.rendering;

import java.awt.Color;
import java.util.Optional;

/**
 * A text and how it looks.
 *
 * @param size pixels of the letters
 * @param wrap pixels of the longest line; empty for lines as they stand
 */
record Writing(String text, String family, int size, boolean bold, boolean italic, Align align, Color colour,
        Optional<Color> background, Optional<Integer> wrap) {

    enum Align {
        LEFT,
        CENTER,
        RIGHT;

        /** How far a line is moved to the right. */
        int indent(int room) {
            return switch (this) {
                case LEFT -> 0;
                case CENTER -> room / 2;
                case RIGHT -> room;
            };
        }
    }
}
