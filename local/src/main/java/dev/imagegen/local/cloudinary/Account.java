package dev.imagegen.local.cloudinary;

import java.util.Set;

/**
 * The credentials of one cloud, and what was set up in it.
 *
 * @param uploadPresets names of presets, which change nothing about an upload; any other name is refused
 */
public record Account(String apiKey, String apiSecret, Set<String> uploadPresets) {

    public Account {
        uploadPresets = Set.copyOf(uploadPresets);
    }

    public Account(String apiKey, String apiSecret) {
        this(apiKey, apiSecret, Set.of());
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "Account[" + apiKey + "]";
    }
}
