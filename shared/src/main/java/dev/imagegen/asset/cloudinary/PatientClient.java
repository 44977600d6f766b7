package dev.imagegen.asset.cloudinary;

import dev.imagegen.asset.StoreException;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends calls that may be repeated without harm, and repeats them where that may help. */
final class PatientClient {

    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int GROWTH = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** What Cloudinary answered to too many calls before 429 was usual, and still does. */
    private static final int ENHANCE_YOUR_CALM = 420;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final HttpClient client;
    private final Duration timeout;
    private final Sleeper sleeper;

    /**
     * @param timeout for one try, the body of the answer included
     * @param sleeper waits between tries
     */
    PatientClient(HttpClient client, Duration timeout, Sleeper sleeper) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("The store's HTTP client must not follow redirects.");
        }
        this.client = client;
        this.timeout = timeout;
        this.sleeper = sleeper;
    }

    /**
     * The first answer that another try would not change: anything but 408, 420, 429 and 5xx. Up to 3 tries, with pauses of
     * 0.5 s and 2 s, or what Retry-After asks for in seconds, up to 10 s.
     *
     * @param limit bytes of the answer; a larger one counts as none
     * @throws StoreException a passing one, if no try had such an answer
     */
    HttpResponse<byte[]> send(HttpRequest request, int limit) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            Duration wait = pause;
            StoreException failure;
            try {
                HttpResponse<byte[]> response = once(request, limit);
                if (!passing(response.statusCode())) {
                    return response;
                }
                wait = retryAfter(response).orElse(pause);
                failure = new StoreException(
                        true, "Cloudinary is overloaded or failed (status " + response.statusCode() + ").", null);
            } catch (IOException e) {
                failure = new StoreException(true, "Cloudinary could not be reached, or its answer was cut.", e);
            }
            if (tries == TRIES) {
                throw failure;
            }
            sleeper.sleep(wait);
            pause = pause.multipliedBy(GROWTH);
        }
    }

    private HttpResponse<byte[]> once(HttpRequest request, int limit) throws IOException {
        // The time-out of a request ends with the head of the answer; this one covers the body as well.
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(plain(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), limit));
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new HttpTimeoutException("no complete answer within " + timeout);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new StoreException(true, "The call to Cloudinary was interrupted.", e);
        }
    }

    /** Without this word a server may choose any encoding. */
    private static HttpRequest plain(HttpRequest request) {
        return HttpRequest.newBuilder(request, (_, _) -> true).setHeader("Accept-Encoding", "identity").build();
    }

    private static boolean passing(int status) {
        return status == REQUEST_TIMEOUT || status == ENHANCE_YOUR_CALM || status == TOO_MANY_REQUESTS || status >= 500;
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(asked -> asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }
}
