package dev.imagegen.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET of an address that somebody named, as a {@link Fetcher} makes it: over HTTPS, to a public address, with nothing that is
 * ours in it. What the answer means is for the caller to say; a redirect is an answer like any other.
 */
public final class PublicDownload {

    /** 80 MB, 5 s to connect, 15 s of silence, 60 s in all. */
    private static final FetchBounds IMAGE =
            new FetchBounds(80 << 20, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60));

    private final UrlRules rules;
    private final WayOut way;
    private final FetchBounds bounds;
    private final LongSupplier ticker;

    /** What is made of an answer while it comes in. */
    @FunctionalInterface
    public interface Reader<T> {

        /** @param headers by name, without the status line */
        T read(int status, Map<String, List<String>> headers, InputStream body) throws IOException;
    }

    PublicDownload(UrlRules rules, SSLSocketFactory tls, FetchBounds bounds, LongSupplier ticker) {
        this.rules = rules;
        this.way = new WayOut(tls, bounds);
        this.bounds = bounds;
        this.ticker = ticker;
    }

    /** For the public internet, with the platform's trust anchors. */
    public static PublicDownload ofPublicInternet() {
        return new PublicDownload(
                UrlRules.PUBLIC_ANY_PORT, (SSLSocketFactory) SSLSocketFactory.getDefault(), IMAGE, System::nanoTime);
    }

    /** Why it cannot be an address of the public internet, whatever answers there; empty if it can. */
    public Optional<String> problem(URI url) {
        return rules.problem(url);
    }

    /**
     * The answer at an address.
     *
     * @throws IOException if there is none, it breaks off, or the name leads to an address that is not public
     * @throws IllegalArgumentException if the address has a {@link #problem}
     */
    public <T> T get(URI url, Reader<T> reader) throws IOException {
        problem(url).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        HttpURLConnection connection = way.open(url, rules.addresses(), Deadline.in(bounds.total(), ticker));
        try {
            int status = connection.getResponseCode();
            Map<String, List<String>> headers = new HashMap<>(connection.getHeaderFields());
            headers.remove(null);
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return reader.read(status, headers, body == null ? InputStream.nullInputStream() : body);
            }
        } finally {
            connection.disconnect();
        }
    }
}
