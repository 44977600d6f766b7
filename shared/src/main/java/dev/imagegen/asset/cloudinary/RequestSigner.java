package dev.imagegen.asset.cloudinary;

import com.cloudinary.Cloudinary;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signs the parameters of a call with the vendor's own rules. */
final class RequestSigner {

    /** Version 2 escapes ampersands. No value of ours has one, so that servers of either version accept it. */
    private static final int SIGNATURE_VERSION = 2;

    private final Cloudinary cloudinary;
    private final CloudinarySettings settings;

    RequestSigner(CloudinarySettings settings) {
        this.settings = settings;
        // Its strategies are an uploader and an HTTP client, which are not here.
        this.cloudinary = new Cloudinary(Map.of("load_strategies", false));
    }

    /**
     * The parameters with {@code api_key} and {@code signature}.
     *
     * @param parameters everything to sign, with {@code timestamp} in Unix seconds; no empty values
     * @throws IllegalArgumentException if a value has an ampersand, over which signature versions disagree
     */
    SortedMap<String, String> sign(SortedMap<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (value.indexOf('&') >= 0) {
                throw new IllegalArgumentException(name + " must not contain an ampersand");
            }
        });
        SortedMap<String, String> signed = new TreeMap<>(parameters);
        signed.put(
                "signature",
                cloudinary.apiSignRequest(new TreeMap<>(parameters), settings.secret(), SIGNATURE_VERSION));
        signed.put("api_key", settings.apiKey());
        return signed;
    }
}
