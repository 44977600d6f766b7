package dev.imagegen.net;

import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.PublicError;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches from addresses that a caller named.
 *
 * <p>HTTPS only, to public addresses only ({@link UrlRules}, then {@link AddressRules} on the very address of every
 * connection), no redirects, no proxies, no cookies, no cache, no connection kept for later ({@link WayOut}). What the bytes
 * are is for the caller to find out from the bytes: a server's word on it counts for nothing.
 */
public final class Fetcher {

    private final UrlRules rules;
    private final WayOut way;
    private final FetchBounds bounds;
    private final LongSupplier ticker;

    /**
     * @param tls says whom to trust
     * @param ticker nanoseconds from any origin, for the overall deadline: {@code System::nanoTime}
     */
    public Fetcher(UrlRules rules, SSLSocketFactory tls, FetchBounds bounds, LongSupplier ticker) {
        this.rules = rules;
        this.way = new WayOut(tls, bounds);
        this.bounds = bounds;
        this.ticker = ticker;
    }

    /** For the public internet, with the platform's trust anchors and {@link FetchBounds#DEFAULT}. */
    public static Fetcher ofPublicInternet() {
        return new Fetcher(
                UrlRules.PUBLIC,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                FetchBounds.DEFAULT,
                System::nanoTime);
    }

    /**
     * The bytes at an address.
     *
     * @throws ImagegenException with {@link ErrorCode#INVALID_REQUEST} if the URL breaks {@link UrlRules}, with
     *     {@link ErrorCode#REFERENCE_UNUSABLE} if there is nothing to have: its message says why and what to do, and
     *     names no address but the host that the caller wrote
     */
    public byte[] get(URI url) {
        rules.check(url);
        try {
            return fetch(url);
        } catch (IOException e) {
            throw unusable(url, WayOut.why(e), e);
        }
    }

    private byte[] fetch(URI url) throws IOException {
        HttpURLConnection connection = way.open(url, rules.addresses(), Deadline.in(bounds.total(), ticker));
        connection.setRequestProperty("Accept", "image/png, image/jpeg, image/webp");
        try {
            return body(url, connection);
        } finally {
            connection.disconnect();
        }
    }

    private byte[] body(URI url, HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status >= 300 && status < 400) {
            throw unusable(url, "it redirects (" + status + "), which is not followed: give the final URL", null);
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw unusable(url, "it answered with status " + status, null);
        }
        if (connection.getContentLengthLong() > bounds.bytes()) {
            throw tooLarge(url);
        }
        try (InputStream in = connection.getInputStream()) {
            byte[] bytes = in.readNBytes(bounds.bytes() + 1);
            if (bytes.length > bounds.bytes()) {
                throw tooLarge(url);
            }
            if (bytes.length < connection.getContentLengthLong()) {
                throw new IOException("the body ends early");
            }
            return bytes;
        }
    }

    private ImagegenException tooLarge(URI url) {
        return unusable(url, "it is larger than " + bounds.bytes() / 1_000_000 + " MB", null);
    }

    private static ImagegenException unusable(URI url, String why, Exception cause) {
        String message = "The picture at " + url.getHost() + " can not be fetched: " + why
                + ". Use a URL that anybody can open, or upload the picture and name it by asset_id.";
        return new ImagegenException(new PublicError(ErrorCode.REFERENCE_UNUSABLE, message), cause);
    }
}
