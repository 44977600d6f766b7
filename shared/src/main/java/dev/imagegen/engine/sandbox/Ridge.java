package dev.imagegen.engine.sandbox;

import java.util.random.RandomGenerator;

/** The outline of a chain of hills: how far down the picture it starts, for any place along it. */
final class Ridge {

    private static final int LATTICE = 256;
    private static final int OCTAVES = 6;

    private final double[] lattice;
    private final double base;
    private final double rise;
    private final double frequency;
    private final boolean craggy;

    /**
     * @param base where the foot is; 0 is the top of the picture, 1 its bottom
     * @param rise how high it goes above that
     * @param frequency summits along one height of the picture, roughly
     * @param craggy rock and not meadow
     */
    Ridge(RandomGenerator random, double base, double rise, double frequency, boolean craggy) {
        this.lattice = random.doubles(LATTICE).toArray();
        this.base = base;
        this.rise = rise;
        this.frequency = frequency;
        this.craggy = craggy;
    }

    /** @param place along the picture, in heights of it, from its middle */
    double top(double place) {
        double sum = 0;
        double weight = 0.5;
        double at = (place + LATTICE) * frequency;
        for (int octave = 0; octave < OCTAVES; octave++) {
            sum += weight * noise(at + octave * 37);
            weight *= craggy ? 0.5 : 0.3;
            at *= 2;
        }
        return base - rise * sum;
    }

    private double noise(double at) {
        int cell = (int) at;
        double part = at - cell;
        double share = part * part * (3 - 2 * part);
        double from = lattice[cell % LATTICE];
        double value = from + (lattice[(cell + 1) % LATTICE] - from) * share;
        return craggy ? 1 - Math.abs(2 * value - 1) : value;
    }
}
