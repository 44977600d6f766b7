package dev.imagegen.engine.sandbox;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** Paints a sky, a sun in it, and ridges of which the nearer stand darker before the farther. */
final class Landscape {

    private static final double LAND = 0.66;
    private static final int SAMPLES = 3;

    private final Canvas canvas;
    private final Palette palette;
    private final RandomGenerator random;

    Landscape(Canvas canvas, Palette palette, RandomGenerator random) {
        this.canvas = canvas;
        this.palette = palette;
        this.random = random;
    }

    void paint() {
        for (int y = 0; y < canvas.height(); y++) {
            canvas.row(y, palette.sky(y / (LAND * canvas.height())));
        }
        new Sky(canvas, palette, random).paint();
        int ridges = 4 + random.nextInt(3);
        boolean craggy = random.nextInt(3) > 0;
        double span = (double) canvas.width() / canvas.height();
        for (int i = 0; i < ridges; i++) {
            double nearness = (double) i / (ridges - 1);
            Ridge ridge = new Ridge(
                    random,
                    0.64 + 0.33 * nearness,
                    0.48 - 0.30 * nearness,
                    1.5 + random.nextDouble() - 0.7 * nearness,
                    craggy && nearness < 0.6);
            if (nearness == 1) {
                Trees trees = new Trees(random, span);
                paint(nearness, place -> ridge.top(place) - trees.height(place + span / 2));
            } else {
                paint(nearness, ridge::top);
            }
        }
    }

    private void paint(double nearness, DoubleUnaryOperator outline) {
        float[] tops = tops(outline);
        float[] sorted = tops.clone();
        Arrays.sort(sorted);
        float lowest = sorted[sorted.length - 1];
        for (int y = Math.max(0, (int) sorted[0]); y < canvas.height(); y++) {
            int colour = palette.ridge(nearness, (y - sorted[0]) / (0.35 * canvas.height()));
            if (y >= lowest) {
                canvas.row(y, colour);
            } else {
                paintRow(y, colour, tops);
            }
        }
    }

    private void paintRow(int y, int colour, float[] tops) {
        for (int x = 0; x < canvas.width(); x++) {
            float covered = 0;
            for (int i = SAMPLES * x; i < SAMPLES * (x + 1); i++) {
                covered += Math.clamp(y + 1 - tops[i], 0f, 1f);
            }
            if (covered > 0) {
                canvas.blend(x, y, colour, covered / SAMPLES);
            }
        }
    }

    /** In pixels from above, several for each column, so that steep slopes are smooth. */
    private float[] tops(DoubleUnaryOperator outline) {
        float[] tops = new float[SAMPLES * canvas.width()];
        for (int i = 0; i < tops.length; i++) {
            double place = ((i + 0.5) / SAMPLES - canvas.width() / 2.0) / canvas.height();
            tops[i] = (float) (outline.applyAsDouble(place) * canvas.height());
        }
        return tops;
    }
}
