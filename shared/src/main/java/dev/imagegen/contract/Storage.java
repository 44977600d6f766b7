package dev.imagegen.contract;

import java.net.URI;
import java.time.Instant;

/** Where a generated asset is. */
public sealed interface Storage {

    /** Where its bytes can be fetched. */
    URI secureUrl();

    /**
     * Stored for good.
     *
     * @param assetId 32 hex digits that survive a rename
     * @param version Unix time in seconds of the last upload under this public id
     */
    record Managed(URI secureUrl, String assetId, String publicId, long version) implements Storage {}

    /** Can be fetched until {@code expiresAt}, then it is gone. */
    record Temporary(URI secureUrl, Instant expiresAt) implements Storage {}
}
