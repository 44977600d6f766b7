package dev.imagegen.asset.cloudinary;

import dev.imagegen.asset.StoreException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How to reach one environment of Cloudinary.
 *
 * @param apiBase scheme and host without a path, {@code https://api.cloudinary.com} or that of an emulator
 * @param apiSecret asked for at every call, so that a rotated one is noticed and none is kept
 * @param timeout for one call, from connecting to the last byte of the answer
 */
public record CloudinarySettings(URI apiBase, String cloud, String apiKey, Supplier<String> apiSecret, Duration timeout) {

    /** 30 s: enough for 20 MB over a slow line. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** Everything but the secret. */
    @Override
    public String toString() {
        return "CloudinarySettings[" + apiBase + ", cloud " + cloud + ", key " + apiKey + "]";
    }

    /** @throws StoreException a passing one, if the secret cannot be had just now */
    String secret() {
        try {
            return apiSecret.get();
        } catch (RuntimeException e) {
            throw new StoreException(true, "The store's API secret could not be fetched.", e);
        }
    }

    /** The address of a call of this environment, for example with {@code image/upload}. */
    URI call(String path) {
        return URI.create(apiBase + "/v1_1/" + cloud + "/" + path);
    }
}
