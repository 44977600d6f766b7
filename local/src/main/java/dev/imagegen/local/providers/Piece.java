package dev.imagegen.local.providers;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A picture in the making, or made.
 *
 * @param wish all that it is drawn from
 * @param readyAt when it is finished
 * @param questions how often somebody asked for it
 * @param addresses how often an address of it was given away
 */
public record Piece<W>(
        String id, W wish, Instant acceptedAt, Instant readyAt, AtomicInteger questions, AtomicInteger addresses) {

    Piece(String id, W wish, Instant acceptedAt, Instant readyAt) {
        this(id, wish, acceptedAt, readyAt, new AtomicInteger(), new AtomicInteger());
    }
}
