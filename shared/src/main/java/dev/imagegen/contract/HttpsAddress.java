package dev.imagegen.contract;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that a request may name: absolute HTTPS. Where they may lead is checked by those who go there. */
public final class HttpsAddress {

    /** Characters. */
    public static final int MAX_LENGTH = 2048;

    private HttpsAddress() {}

    /**
     * The address of an image.
     *
     * @throws ImagegenException naming {@code field} unless it is an HTTPS address without credentials in it
     */
    static URI image(String field, String text) {
        return checked(field, parse(field, text), "https://example.com/a.png");
    }

    /** Where to tell of something, as {@link #image}; one on this machine passes too, for a deployment that takes those. */
    public static URI receiver(String field, String text) {
        URI uri = parse(field, text);
        return ThisMachine.hosts(uri) ? uri : checked(field, uri, "https://example.com/notifications");
    }

    private static URI checked(String field, URI uri, String example) {
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw ImagegenException.invalid(field, "'%s' must be an https address, for example %s.".formatted(field, example));
        }
        if (uri.getRawUserInfo() != null) {
            throw ImagegenException.invalid(
                    field, "'%s' must not carry a user name or a password.".formatted(field));
        }
        return uri;
    }

    private static URI parse(String field, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new ImagegenException(
                    ImagegenException.invalid(
                                    field,
                                    "'%s' is not a valid address; escape spaces and special characters with %%xx."
                                            .formatted(field))
                            .error(),
                    e);
        }
    }
}
