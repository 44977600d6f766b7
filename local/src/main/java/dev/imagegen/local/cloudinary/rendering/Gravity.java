package dev.imagegen.local.cloudinary.rendering;

import java.util.Arrays;
import java.util.Locale;

/** A place in a frame: its column and row, each −1, 0 or 1. */
enum Gravity {
    AUTO(0, 0),
    CENTER(0, 0),
    NORTH(0, -1),
    NORTH_EAST(1, -1),
    EAST(1, 0),
    SOUTH_EAST(1, 1),
    SOUTH(0, 1),
    SOUTH_WEST(-1, 1),
    WEST(-1, 0),
    NORTH_WEST(-1, -1);

    private final int column;
    private final int row;

    Gravity(int column, int row) {
        this.column = column;
        this.row = row;
    }

    static Gravity read(String word) {
        return Arrays.stream(values())
                .filter(g -> g.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new RenderingException("Invalid gravity " + word));
    }

    /** The left edge of something in a frame, moved inwards; to the right from the middle. */
    int left(int frame, int inner, int offset) {
        return place(column, frame, inner, offset);
    }

    /** As {@link #left}, of the upper edge. */
    int top(int frame, int inner, int offset) {
        return place(row, frame, inner, offset);
    }

    private static int place(int side, int frame, int inner, int offset) {
        return switch (side) {
            case -1 -> offset;
            case 0 -> Math.floorDiv(frame - inner, 2) + offset;
            default -> frame - inner - offset;
        };
    }
}
