package dev.imagegen.asset.transformation;

import dev.imagegen.contract.WireEnum;
import java.util.Locale;

/** Where the part of a picture is that stays, or the place of a layer. */
public enum Gravity implements WireEnum {
    /** Where most is to be seen. Of crops alone. */
    AUTO,
    CENTER,
    NORTH,
    NORTH_EAST,
    EAST,
    SOUTH_EAST,
    SOUTH,
    SOUTH_WEST,
    WEST,
    NORTH_WEST;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
