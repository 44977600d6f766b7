package dev.imagegen.audit;

/** Where a number must be. @param highest {@link Long#MAX_VALUE} for no bound */
record Range(long lowest, long highest) {

    static final Range NOTHING = new Range(0, 0);

    Range plus(Range other) {
        return new Range(lowest + other.lowest, highest + other.highest);
    }

    Range orMore() {
        return new Range(lowest, Long.MAX_VALUE);
    }

    boolean holds(long number) {
        return lowest <= number && number <= highest;
    }
}
