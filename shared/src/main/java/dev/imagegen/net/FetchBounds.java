package dev.imagegen.net;

import java.time.Duration;

/**
 * How much a fetch may take of us.
 *
 * @param bytes the largest body
 * @param connect for one address of the host to accept the connection
 * @param read of silence from the other side
 * @param total from the first connection to the last byte; the look-up of the name, which the resolver bounds, comes on
 *     top
 */
public record FetchBounds(int bytes, Duration connect, Duration read, Duration total) {

    /** 20 MB, 5 s to connect, 10 s of silence, 30 s in all. */
    public static final FetchBounds DEFAULT =
            new FetchBounds(20_000_000, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
