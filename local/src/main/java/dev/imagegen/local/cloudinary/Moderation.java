package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Moderation as an upload preset named {@code moderated} turns it on. */
final class Moderation {

    static final String PRESET = "moderated";
    static final String KIND = "manual";

    private Moderation() {}

    static void pending(ObjectNode image) {
        image.putArray("moderation").addObject().put("kind", KIND).put("status", "pending");
    }

    /** By a word in the public id: {@code rejected}, {@code pending} for no verdict at all; anything else is approved. */
    static Optional<String> verdict(StoredImage image) {
        if (image.publicId().contains("pending")) {
            return Optional.empty();
        }
        return Optional.of(image.publicId().contains("rejected") ? "rejected" : "approved");
    }
}
