package dev.imagegen.contract;

import java.net.URI;

/** A picture that a generation starts from. */
public sealed interface ReferenceImage {

    /** A stored asset of the caller's cloud. */
    record ByAssetId(String assetId) implements ReferenceImage {}

    /** A picture at an HTTPS address. */
    record ByUrl(URI url) implements ReferenceImage {}
}
