package dev.imagegen.asset.transformation;

/** Width and height in pixels. */
public record Size(int width, int height) {

    /** Scaled so that it fits into another, without growing beyond {@code limit} times. */
    Size within(double width, double height, double limit) {
        return times(Math.min(limit, Math.min(width / this.width, height / this.height)));
    }

    Size times(double factor) {
        return new Size((int) Math.max(1, Math.round(width * factor)), (int) Math.max(1, Math.round(height * factor)));
    }
}
