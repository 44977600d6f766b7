package dev.imagegen.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Posts to addresses that a client named, the same hardened way as {@link Fetcher}. The status is all that counts of an answer;
 * its body is read up to a bound and thrown away.
 */
public final class Poster {

    /** 64 KiB of an answer, 5 s to connect, 15 s in all. */
    public static final FetchBounds BOUNDS =
            new FetchBounds(64 * 1024, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(15));

    private static final int CHUNK = 8192;

    private final ReceiverRules rules;
    private final WayOut way;
    private final LongSupplier ticker;

    /** @param ticker nanoseconds from any origin, for the overall deadline */
    Poster(ReceiverRules rules, WayOut way, LongSupplier ticker) {
        this.rules = rules;
        this.way = way;
        this.ticker = ticker;
    }

    /** With the platform's trust anchors and {@link #BOUNDS}. */
    public static Poster within(ReceiverRules rules) {
        return new Poster(rules, WayOut.withBounds(BOUNDS), System::nanoTime);
    }

    /** Posts JSON, once: whatever happens to the connection, it is not repeated. */
    public PostOutcome post(URI url, Map<String, String> headers, byte[] json) {
        Optional<String> problem = rules.problem(url);
        if (problem.isPresent()) {
            return PostOutcome.failed(problem.get());
        }
        try {
            return send(url, headers, json);
        } catch (IOException e) {
            return PostOutcome.failed(WayOut.why(e));
        }
    }

    private PostOutcome send(URI url, Map<String, String> headers, byte[] json) throws IOException {
        Deadline deadline = Deadline.in(way.bounds().total(), ticker);
        HttpURLConnection connection = way.open(url, rules.addresses(url), deadline);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Content-Type", "application/json");
        headers.forEach(connection::setRequestProperty);
        connection.setDoOutput(true);
        // Of a known length: else the platform would send it a second time over a connection that ended too early.
        connection.setFixedLengthStreamingMode(json.length);
        try {
            connection.getOutputStream().write(json);
            return outcome(connection, deadline);
        } finally {
            connection.disconnect();
        }
    }

    private PostOutcome outcome(HttpURLConnection connection, Deadline deadline) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("no HTTP");
        }
        // The platform tells the status of an answer whose head did not end in time.
        deadline.millisLeft(way.bounds().read());
        String rest = discard(connection, status, deadline);
        Optional<String> retryAfter = Optional.ofNullable(connection.getHeaderField("Retry-After"));
        return new PostOutcome(OptionalInt.of(status), retryAfter, reason(status) + rest);
    }

    private static String reason(int status) {
        if (status >= 200 && status < 300) {
            return "delivered";
        }
        return status >= 300 && status < 400
                ? "it redirects (" + status + "), which is not followed"
                : "it answered with status " + status;
    }

    /** Reads the body as far as it may go. @return what to add to the reason about it */
    private String discard(HttpURLConnection connection, int status, Deadline deadline) {
        if (status >= 400 && connection.getErrorStream() == null) {
            return "";
        }
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            int most = way.bounds().bytes();
            byte[] buffer = new byte[CHUNK];
            int total = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                total += read;
                if (total > most) {
                    return ", with an answer of more than " + most / 1024 + " KiB";
                }
                deadline.millisLeft(way.bounds().read());
            }
            return "";
        } catch (HttpRetryException unread) {
            // The platform would have logged in now, and gives the body of a 401 to nobody.
            return "";
        } catch (IOException e) {
            // The status is there, and says it all.
            return ", with an answer that was cut";
        }
    }
}
