package dev.imagegen.local.cloudinary.rendering;

import java.util.Arrays;
import java.util.Locale;

/** How a picture is brought to a size. */
enum Mode {
    FILL(true, true),
    LFILL(true, true),
    FIT(false, false),
    LIMIT(false, false),
    SCALE(false, false),
    PAD(true, false),
    MPAD(true, false),
    CROP(true, true),
    THUMB(true, true);

    private final boolean gravity;
    private final boolean auto;

    Mode(boolean gravity, boolean auto) {
        this.gravity = gravity;
        this.auto = auto;
    }

    static Mode read(String word) {
        return Arrays.stream(values())
                .filter(m -> m.wireName().equals(word))
                .findFirst()
                .orElseThrow(() -> new RenderingException("Invalid crop mode " + word));
    }

    boolean takes(Gravity which) {
        return which == Gravity.AUTO ? auto : gravity;
    }

    boolean pads() {
        return this == PAD || this == MPAD;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
