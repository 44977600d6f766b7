package dev.imagegen.contract;

/** The shapes that every model offers, width to height. */
public enum AspectRatio implements WireEnum {
    SQUARE(1, 1),
    WIDE(16, 9),
    TALL(9, 16),
    LANDSCAPE(4, 3),
    PORTRAIT(3, 4);

    private final int width;
    private final int height;

    AspectRatio(int width, int height) {
        this.width = width;
        this.height = height;
    }

    @Override
    public String wireName() {
        return width + ":" + height;
    }

    /** Width divided by height. */
    public double value() {
        return (double) width / height;
    }
}
