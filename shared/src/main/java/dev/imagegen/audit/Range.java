package dev.imagegen.audit;

/** Where a number must be. @param highest {@link Long#MAX_VALUE} for no bound */
record Range(long lowest, long highest) {

    boolean holds(long number) {
        return lowest <= number && number <= highest;
    }
}
