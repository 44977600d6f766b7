package dev.imagegen.local.smoke;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Calls the system; where no answer comes, it says in words why. */
final class SmokeClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Longer than a function's own URL holds a call. */
    private static final Duration ANSWER = Duration.ofSeconds(190);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
    private final BaseUrl base;
    private final String authorization;

    SmokeClient(BaseUrl base, Credentials credentials) {
        this.base = base;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(
                (credentials.key() + ":" + credentials.secret()).getBytes(StandardCharsets.UTF_8));
    }

    /** No answer came. */
    static final class UnreachableException extends Exception {

        private static final long serialVersionUID = 1L;

        private UnreachableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Without credentials. */
    Reply open(String path) throws UnreachableException, InterruptedException {
        return send(HttpRequest.newBuilder(base.at(path)).GET());
    }

    /** The text of a page that is open to all; empty if there is none. */
    String page(String path) throws UnreachableException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.at(path)).timeout(ANSWER).GET().build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException e) {
            throw new UnreachableException(words(request.uri(), e), e);
        }
    }

    Reply get(String path) throws UnreachableException, InterruptedException {
        return send(HttpRequest.newBuilder(base.at(path)).header("Authorization", authorization).GET());
    }

    Reply post(String path, String body, Map<String, String> headers) throws UnreachableException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.at(path)).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    Reply post(String path, String body) throws UnreachableException, InterruptedException {
        return post(path, body, Map.of("Authorization", authorization));
    }

    private Reply send(HttpRequest.Builder builder) throws UnreachableException, InterruptedException {
        HttpRequest request = builder.timeout(ANSWER).build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return Reply.of(request.uri(), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UnreachableException(words(request.uri(), e), e);
        }
    }

    private static String words(URI uri, IOException e) {
        String host = uri.getHost();
        return switch (e) {
            case ConnectException _ when causedBy(e, UnresolvedAddressException.class) ->
                "The name " + host + " leads to no address (DNS). Compare it with the outputs of the stack; if it is a domain of your"
                        + " own, its record is missing or not yet known here.";
            case HttpConnectTimeoutException _ -> host + " takes no connection within " + CONNECT.toSeconds()
                    + " s, or does not finish TLS. Look at firewalls and proxies between here and there.";
            case ConnectException _ -> "Nothing listens at " + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                    + ": the connection was refused.";
            case SSLException _ -> "TLS with " + host + " fails: " + e.getMessage()
                    + ". Look at the certificate of the domain, and whether it is https at all.";
            case HttpTimeoutException _ -> host + " took the call and did not answer within " + ANSWER.toSeconds() + " s.";
            default -> "The connection to " + host + " broke: " + e.getMessage()
                    + ". If it speaks TLS, the base URL begins with https.";
        };
    }

    private static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
        return e != null && (type.isInstance(e) || causedBy(e.getCause(), type));
    }

    @Override
    public void close() {
        http.close();
    }
}
