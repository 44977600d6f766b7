package dev.imagegen.local.cloudinary.rendering;

/** A length or offset: a whole number is pixels, a decimal one a part of something. */
record Length(double value, boolean part) {

    private static final double LARGEST = 100_000;

    static Length read(String name, String text) {
        if (!text.matches("-?\\d{1,6}(\\.\\d{1,6})?")) {
            throw new RenderingException("Invalid value " + text + " for parameter " + name);
        }
        double value = Double.parseDouble(text);
        if (Math.abs(value) > LARGEST) {
            throw new RenderingException("Invalid value " + text + " for parameter " + name);
        }
        return new Length(value, text.contains("."));
    }

    /** Pixels. @param whole what it is a part of */
    int of(int whole) {
        return (int) Math.round(part ? value * whole : value);
    }
}
