package dev.imagegen.engine.http;

import dev.imagegen.engine.CallTime;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.net.PublicDownload;
import dev.imagegen.time.Stopwatch;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLHandshakeException;

/**
 * The way to the providers. It knows what a broken call means for the money: before the connection stood, nothing was asked
 * for; after it stood, nobody knows.
 *
 * <p>Each call has a connection of its own. One that was kept open may be dead, after the function was frozen, and then a
 * call that was never read looks like one whose answer was lost.
 */
public final class ProviderHttp {

    /** As base64, an image of 4096 x 4096 pixels of noise. */
    public static final long MAX_BYTES = 100L << 20;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** What may follow an answer to a question that costs nothing: it can be asked again. */
    private static final Duration ARRIVAL_OF_ASKED = Duration.ofMinutes(1);

    private final Clock clock;
    private final LongSupplier ticker;
    private final ArrivalPace pace;
    private final PublicDownload internet;

    /** @param clock says when an answer came in; no time-out depends on it */
    public ProviderHttp(Clock clock) {
        this(clock, System::nanoTime, ArrivalPace.DEFAULT, PublicDownload.ofPublicInternet());
    }

    /** @param ticker nanoseconds from any origin, for the budgets */
    ProviderHttp(Clock clock, LongSupplier ticker, ArrivalPace pace) {
        this(clock, ticker, pace, PublicDownload.ofPublicInternet());
    }

    /** @param internet the way to what providers have put elsewhere */
    public ProviderHttp(Clock clock, PublicDownload internet) {
        this(clock, System::nanoTime, ArrivalPace.DEFAULT, internet);
    }

    private ProviderHttp(Clock clock, LongSupplier ticker, ArrivalPace pace, PublicDownload internet) {
        this.internet = internet;
        this.clock = clock;
        this.ticker = ticker;
        this.pace = pace;
    }

    /**
     * A call that may cost money.
     *
     * @param budget for all of it, from the connection to the end of the answer. The body of a success that is arriving when it is
     *     used up may go on for as long as {@link CallTime#arrival} says
     * @throws EngineException {@link Failure#OVERLOADED} if there was no connection, {@link Failure#OUTCOME_UNKNOWN} if it broke
     *     or the budget was used up; or whatever {@code reader} throws
     */
    public <T> T submit(HttpRequest request, Duration budget, AnswerReader<T> reader) {
        return call(request, budget, CallTime.arrival(budget), reader, Failure.OUTCOME_UNKNOWN);
    }

    /**
     * A call that costs nothing and changes nothing.
     *
     * @param budget as above, and a minute for a success that is arriving
     * @throws EngineException {@link Failure#OVERLOADED} if there was no connection, or it broke, or the budget was used up; or
     *     whatever {@code reader} throws
     */
    public <T> T ask(HttpRequest request, Duration budget, AnswerReader<T> reader) {
        return call(request, budget, ARRIVAL_OF_ASKED, reader, Failure.OVERLOADED);
    }

    /**
     * A GET of an address that a provider named, without anything of ours.
     *
     * @throws EngineException {@link Failure#NO_IMAGE} if the address cannot be one of the public internet;
     *     {@link Failure#OVERLOADED} if it does not answer, or is none; or whatever {@code reader} throws
     */
    public <T> T askPublic(URI url, AnswerReader<T> reader) {
        if (internet.problem(url).isPresent()) {
            throw new EngineException(Failure.NO_IMAGE, "The provider named an address that is none of the public internet.");
        }
        try {
            return internet.get(url, (status, named, body) -> {
                HttpHeaders headers = HttpHeaders.of(named, (_, _) -> true);
                try (InputStream unpacked = UnpackedBody.of(headers, body, MAX_BYTES)) {
                    return reader.read(new ProviderAnswer(status, headers, unpacked, clock.instant(), List.of()));
                }
            });
        } catch (IOException e) {
            // Without the cause: it may quote the address, which may be signed.
            throw new EngineException(Failure.OVERLOADED, "The provider's picture could not be fetched: " + e.getClass().getSimpleName() + ".");
        }
    }

    private <T> T call(HttpRequest request, Duration budget, Duration arrival, AnswerReader<T> reader, Failure whenBroken) {
        Stopwatch watch = Stopwatch.started(ticker);
        try (HttpClient client = client()) {
            HttpResponse<InputStream> response = head(client, request, budget);
            try (InputStream raw = bounded(response, watch.left(budget), arrival);
                    InputStream body = UnpackedBody.of(response.headers(), raw, MAX_BYTES)) {
                return reader.read(new ProviderAnswer(
                        response.statusCode(), response.headers(), body, clock.instant(), Secrets.of(request)));
            } finally {
                client.shutdownNow();
            }
        } catch (IOException | UnresolvedAddressException e) {
            throw broken(e, whenBroken);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(e, whenBroken);
        }
    }

    /** What a success brings is paid for: nobody hangs up on it while it comes. */
    private BoundedBody bounded(HttpResponse<InputStream> response, Duration left, Duration arrival) {
        Duration patience = left.compareTo(pace.grace()) < 0 ? pace.grace() : left;
        boolean success = response.statusCode() / 100 == 2;
        return new BoundedBody(response.body(), MAX_BYTES, patience, success ? arrival : Duration.ZERO, pace);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    private static HttpResponse<InputStream> head(HttpClient client, HttpRequest request, Duration budget)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> call = client.sendAsync(plain(request), BodyHandlers.ofInputStream());
        try {
            return call.get(budget.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("No answer within " + budget);
        } finally {
            if (!call.isDone()) {
                client.shutdownNow();
            }
        }
    }

    /** Without this word a server may choose any encoding. */
    private static HttpRequest plain(HttpRequest request) {
        return HttpRequest.newBuilder(request, (_, _) -> true).setHeader("Accept-Encoding", "identity").build();
    }

    private static EngineException broken(Exception e, Failure whenBroken) {
        if (neverSent(e)) {
            return new EngineException(Failure.OVERLOADED, "The provider could not be reached.", e);
        }
        return new EngineException(whenBroken, switch (whenBroken) {
            case OUTCOME_UNKNOWN -> "The provider's answer was lost. It is not asked a second time, and nothing was charged.";
            default -> "The provider's answer was lost.";
        }, e);
    }

    private static boolean neverSent(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnresolvedAddressException || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }
}
