package dev.imagegen.engine;

import java.net.URI;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A picture in the making at a provider that does not let one wait for it.
 *
 * @param engine the name of the engine that submitted it, and that has to be asked
 * @param id the provider's id of it
 * @param askAt where to ask for it, as the provider gave it
 * @param acceptedAt when the provider took it
 * @param microDollars what it costs, as the provider said it, or else the price book; empty where neither does
 */
public record Upstream(String engine, String id, URI askAt, Instant acceptedAt, OptionalLong microDollars) {

    /** The same, whose cost is known. */
    public Upstream costing(long cost) {
        return new Upstream(engine, id, askAt, acceptedAt, OptionalLong.of(cost));
    }
}
