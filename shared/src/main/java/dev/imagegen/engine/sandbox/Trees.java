package dev.imagegen.engine.sandbox;

import java.util.random.RandomGenerator;

/** Firs in groups along the nearest ridge. All lengths are in heights of the picture. */
final class Trees {

    private static final int TIERS = 5;
    private static final double SLENDERNESS = 0.2;
    private static final double SPACING = 0.024;

    private final double[] heights;
    private final double[] shifts;

    Trees(RandomGenerator random, double span) {
        int count = (int) (span / SPACING) + 3;
        double grove = random.nextDouble() * 6;
        heights = new double[count];
        shifts = new double[count];
        for (int i = 0; i < count; i++) {
            double dense = 0.5 + 0.5 * StrictMath.sin(i * SPACING * 6 + grove);
            heights[i] = random.nextDouble() < dense ? 0.03 + 0.09 * dense * random.nextDouble() : 0;
            shifts[i] = random.nextDouble();
        }
    }

    /** How high the trees stand above the ground at a place, counted from the picture's left edge. */
    double height(double place) {
        int cell = (int) (place / SPACING) + 1;
        double highest = 0;
        for (int i = Math.max(0, cell - 1); i <= Math.min(heights.length - 1, cell + 1); i++) {
            double distance = Math.abs(place - (i - 1 + shifts[i]) * SPACING) / (heights[i] * SLENDERNESS);
            if (heights[i] > 0 && distance < 1) {
                double tier = distance * TIERS;
                highest = Math.max(highest, heights[i] * (1 - distance + 0.11 * (tier - (int) tier)));
            }
        }
        return highest;
    }
}
