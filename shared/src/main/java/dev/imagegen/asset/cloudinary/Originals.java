package dev.imagegen.asset.cloudinary;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Where the original of a stored asset is fetched from: a host of the store's own, whatever an answer says. */
final class Originals {

    /** The largest original that is of use as a reference, in bytes. */
    static final int LARGEST = 20_000_000;

    private static final String DELIVERY_HOST = "res.cloudinary.com";
    private static final Duration TIME = Duration.ofMinutes(10);

    private final CloudinarySettings settings;
    private final DownloadLink downloadLink;

    Originals(CloudinarySettings settings, DownloadLink downloadLink) {
        this.settings = settings;
        this.downloadLink = downloadLink;
    }

    /**
     * The address of the original.
     *
     * @param info the answer of a look-up by asset id
     * @throws ImagegenException if the asset is no image, or too large
     */
    URI of(Answer info, Instant now) {
        if (!info.text("resource_type", "image").equals("image")) {
            throw unusable("The asset is no image.");
        }
        if (info.number("bytes") > LARGEST) {
            throw unusable("The asset is larger than " + LARGEST / 1_000_000 + " MB.");
        }
        String type = info.text("type");
        URI url = info.url("secure_url");
        if (type.equals("upload") && isOurs(url)) {
            return url;
        }
        return downloadLink.of(info.text("public_id"), info.text("format"), type, now, now.plus(TIME));
    }

    private boolean isOurs(URI url) {
        URI api = settings.apiBase();
        boolean delivery = "https".equals(url.getScheme()) && DELIVERY_HOST.equals(url.getRawAuthority());
        boolean emulator =
                api.getScheme().equals(url.getScheme()) && api.getRawAuthority().equals(url.getRawAuthority());
        return delivery || emulator;
    }

    private static ImagegenException unusable(String why) {
        return new ImagegenException(ErrorCode.REFERENCE_UNUSABLE, why + " Use a png, jpeg or webp of at most 20 MB.");
    }
}
