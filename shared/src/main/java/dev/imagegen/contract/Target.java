package dev.imagegen.contract;

import java.util.Optional;

/** Where a request wants its image. */
public sealed interface Target {

    /** Stored for good; without a public id one is derived, without a preset the environment's default applies. */
    record Managed(Optional<String> publicId, Optional<String> uploadPreset) implements Target {}

    /** Short-lived: it can be fetched for a fixed time. */
    record Temporary() implements Target {}

    /** What a request that names no target gets. */
    Target DEFAULT = new Managed(Optional.empty(), Optional.empty());
}
