package dev.imagegen.asset.cloudinary;

import java.net.URI;
import java.time.Instant;
import java.util.TreeMap;

/**
 * Signed addresses of originals that stop working at a moment.
 *
 * <p>They are served by the API host and not by the delivery network, so no copy outlives them; a signed delivery URL
 * would never expire.
 */
final class DownloadLink {

    private final CloudinarySettings settings;
    private final RequestSigner signer;

    DownloadLink(CloudinarySettings settings, RequestSigner signer) {
        this.settings = settings;
        this.signer = signer;
    }

    /**
     * @param format as Cloudinary writes it, for example {@code jpg}
     * @param type of delivery: upload, private or authenticated
     * @param now when it is signed
     */
    URI of(String publicId, String format, String type, Instant now, Instant expiresAt) {
        var parameters = new TreeMap<String, String>();
        parameters.put("public_id", publicId);
        parameters.put("format", format);
        parameters.put("type", type);
        parameters.put("timestamp", String.valueOf(now.getEpochSecond()));
        parameters.put("expires_at", String.valueOf(expiresAt.getEpochSecond()));
        return URI.create(settings.call("image/download") + "?" + FormBody.encoded(signer.sign(parameters)));
    }
}
