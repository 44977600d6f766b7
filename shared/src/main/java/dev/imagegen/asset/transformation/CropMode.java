package dev.imagegen.asset.transformation;

import dev.imagegen.contract.WireEnum;
import java.util.Locale;

/** How a picture is brought to a size. */
public enum CropMode implements WireEnum {
    /** Fills the size and cuts off the rest; enlarges if it must. */
    FILL(true, true),
    /** As fill, without enlarging. */
    LFILL(true, true),
    FIT(false, false),
    /** As fit, without enlarging. */
    LIMIT(false, false),
    /** Exactly that size, even if it distorts. */
    SCALE(false, false),
    PAD(true, false),
    /** As pad, without enlarging. */
    MPAD(true, false),
    /** Cuts a piece out, at its own scale. */
    CROP(true, true),
    THUMB(true, true);

    private final boolean gravity;
    private final boolean auto;

    CropMode(boolean gravity, boolean auto) {
        this.gravity = gravity;
        this.auto = auto;
    }

    /** Whether a gravity means anything. */
    boolean takes(Gravity which) {
        return which == Gravity.AUTO ? auto : gravity;
    }

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
