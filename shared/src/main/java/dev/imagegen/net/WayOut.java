package dev.imagegen.net;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Opens connections to addresses that a caller named: guarded sockets, no redirects, no proxies, no cookies, no cache, no
 * connection kept for later.
 *
 * @param tls says whom to trust
 */
record WayOut(SSLSocketFactory tls, FetchBounds bounds) {

    /** With the platform's trust anchors. */
    static WayOut withBounds(FetchBounds bounds) {
        return new WayOut((SSLSocketFactory) SSLSocketFactory.getDefault(), bounds);
    }

    /**
     * Not connected yet.
     *
     * @param allowed the addresses that may be connected to; a URL without TLS must not get here unless its text alone says
     *     where it leads, because the platform asks nobody before it connects such a one
     */
    HttpURLConnection open(URI url, Predicate<InetAddress> allowed, Deadline deadline) throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(
                    new GuardedSocketFactory(tls, () -> new GuardedSocket(allowed, deadline, bounds.read())));
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) bounds.connect().toMillis());
        connection.setReadTimeout((int) bounds.read().toMillis());
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("User-Agent", "imagegen");
        return connection;
    }

    /** What went wrong, in words that name no address. */
    static String why(IOException e) {
        return switch (e) {
            case UnknownHostException _, RefusedAddressException _ -> "its host has no public address";
            case SocketTimeoutException _ -> "it did not answer in time";
            case SSLException _ -> "its TLS certificate or connection is not good";
            default -> "the connection failed";
        };
    }
}
