package dev.imagegen.engine.sandbox;

import java.util.random.RandomGenerator;

/** What stands in the sky: a sun or a moon with its glow, and stars where it is dark. */
final class Sky {

    private static final int STARS = 140;
    private static final double GLOW = 4;

    private final Canvas canvas;
    private final Palette palette;
    private final RandomGenerator random;

    Sky(Canvas canvas, Palette palette, RandomGenerator random) {
        this.canvas = canvas;
        this.palette = palette;
        this.random = random;
    }

    void paint() {
        if (palette.starry()) {
            stars();
        }
        int side = Math.min(canvas.width(), canvas.height());
        sun(
                canvas.width() * (0.2 + 0.6 * random.nextDouble()),
                canvas.height() * (0.16 + 0.2 * random.nextDouble()),
                side * (0.06 + 0.05 * random.nextDouble()));
    }

    private void stars() {
        int side = Math.max(1, Math.min(canvas.width(), canvas.height()) / 512);
        for (int i = 0; i < STARS; i++) {
            int x = (int) (random.nextDouble() * canvas.width());
            double height = random.nextDouble();
            double light = random.nextDouble() * (1 - height);
            canvas.rectangle(x, (int) (height * 0.5 * canvas.height()), side, side, 0xFFFFFF, light);
        }
    }

    private void sun(double middleX, double middleY, double radius) {
        double reach = radius * GLOW;
        for (int y = (int) Math.max(0, middleY - reach); y < Math.min(canvas.height(), middleY + reach); y++) {
            for (int x = (int) Math.max(0, middleX - reach); x < Math.min(canvas.width(), middleX + reach); x++) {
                double dx = x + 0.5 - middleX;
                double dy = y + 0.5 - middleY;
                double distance = Math.sqrt(dx * dx + dy * dy);
                if (distance < reach) {
                    double fading = 1 - distance / reach;
                    double disc = Math.clamp(radius - distance + 0.5, 0.0, 1.0);
                    canvas.blend(x, y, palette.sun(), Math.max(disc, 0.5 * fading * fading));
                }
            }
        }
    }
}
