package dev.imagegen.bench.engines;

import dev.imagegen.local.cloudinary.CloudinaryEmulator;
import java.time.Duration;

/** Who makes the pictures of a run. */
sealed interface Maker {

    /** How many it has in progress at most, as the worker is told. */
    int ceiling();

    /**
     * What it was asked for.
     *
     * @param paid how many pictures it would bill
     * @param sentAway how many of its answers were 429
     * @param ordersAtOnce how many orders it had before it at most; 0 if it does not keep them waiting
     */
    record Calls(int paid, int sentAway, int ordersAtOnce) {}

    /** @param cloudinary the store that it works with */
    default Calls calls(CloudinaryEmulator cloudinary) {
        return switch (this) {
            case Direct(Watched provider, int _) -> new Calls(provider.paid(), provider.sentAway(), provider.ordersAtOnce());
            case AddOn _ -> new Calls(cloudinary.billed(), cloudinary.sentAway(), 0);
        };
    }

    /** One of the providers, with its own engine. */
    record Direct(Watched provider, int ceiling) implements Maker {}

    /** The add-on of the store. @param drawing how long it takes for a picture */
    record AddOn(Duration drawing, int ceiling) implements Maker {}
}
