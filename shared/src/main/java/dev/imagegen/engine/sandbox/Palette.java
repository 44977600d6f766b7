package dev.imagegen.engine.sandbox;

import java.util.random.RandomGenerator;

/** The colours of a landscape, and the hours of the day that have them. */
enum Palette {
    DUSK(0x2B1B5A, 0xFF9E7A, 0xFFE7B3, 0xB0688F, 0x1C1238),
    DAWN(0x5B7DB1, 0xFFDCC2, 0xFFF6E0, 0x9DAAC9, 0x22304F),
    FOREST(0x8CC7B5, 0xF6F1D9, 0xFFFFFF, 0x86B79C, 0x16342C),
    DESERT(0xF2A65A, 0xFFEBC4, 0xFFFAF0, 0xE39A62, 0x54261F),
    NIGHT(0x0A1030, 0x46599C, 0xF6F2D6, 0x38478A, 0x070A1C),
    BLOSSOM(0x7A64B0, 0xFFC1CF, 0xFFF4F6, 0xC591C2, 0x3A1E4C),
    LAGOON(0x0B6E99, 0xC4F3E6, 0xFFFDE6, 0x3FAFAF, 0x07303F),
    EMBER(0x3A0D18, 0xF4695C, 0xFFD77A, 0xA03A44, 0x190609);

    private final int zenith;
    private final int horizon;
    private final int sun;
    private final int far;
    private final int near;

    Palette(int zenith, int horizon, int sun, int far, int near) {
        this.zenith = zenith;
        this.horizon = horizon;
        this.sun = sun;
        this.far = far;
        this.near = near;
    }

    static Palette pick(RandomGenerator random) {
        return values()[random.nextInt(values().length)];
    }

    /** @param height 0 at the top of the picture, 1 where the land begins */
    int sky(double height) {
        return Colours.mix(zenith, horizon, height);
    }

    int sun() {
        return sun;
    }

    /**
     * @param nearness of the ridge: 0 for the farthest, 1 for the nearest
     * @param depth how far below its top: 0 at the top, 1 where the mist is thickest
     */
    int ridge(double nearness, double depth) {
        return Colours.mix(Colours.mix(far, near, nearness), horizon, 0.45 * (1 - nearness) * depth);
    }

    /** Dark enough for white letters. */
    int shade() {
        return Colours.mix(near, 0x000000, 0.4);
    }

    /** Whether the sky is dark enough for stars. */
    boolean starry() {
        return this == NIGHT || this == DUSK || this == EMBER;
    }
}
