package dev.imagegen.credits;

/**
 * What a model made in a month.
 *
 * @param images that were made and settled
 * @param used credits that they cost
 */
public record ModelUsage(long images, long used) {

    /** Of one image. */
    public static ModelUsage ofImage(Settlement settlement) {
        return new ModelUsage(1, settlement.used());
    }

    public ModelUsage plus(ModelUsage other) {
        return new ModelUsage(images + other.images, used + other.used);
    }
}
