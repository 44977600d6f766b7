package dev.imagegen.credits;

/**
 * What happens to reserved credits when their task ends. The parts of a reservation are used or given back, never lost.
 *
 * @param reserved what is no longer held
 * @param used what the image cost
 * @param refunded what goes back, because there is no image
 * @param possibleSpend what a provider may bill the operator for all the same
 */
public record Settlement(long reserved, long used, long refunded, long possibleSpend) {

    /**
     * @param cost at most what was reserved; the operator bears what a provider took beyond it
     * @param otherCalls that may have made the image, too
     */
    public static Settlement paid(Reservation reservation, long cost, int otherCalls) {
        return new Settlement(reservation.credits(), Math.min(cost, reservation.credits()), 0,
                otherCalls * reservation.credits());
    }

    /** @param calls that may have made the image */
    public static Settlement refunded(Reservation reservation, int calls) {
        return new Settlement(reservation.credits(), 0, reservation.credits(), calls * reservation.credits());
    }

    /** What can be used again. */
    public long released() {
        return reserved - used;
    }
}
