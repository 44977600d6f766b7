package dev.imagegen.engine.http;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.image.AnyImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Fetches a finished picture from where the provider says it is, without the key: from any public address over HTTPS, whichever
 * store the provider uses today, and from where the provider itself is configured to be. Redirects are followed by the same rule.
 */
public final class ResultDownload {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 80 << 20;
    private static final int MAX_REDIRECTS = 5;
    private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

    private final ProviderHttp http;
    private final ProviderSettings settings;

    public ResultDownload(ProviderHttp http, ProviderSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /**
     * An address as the provider wrote it.
     *
     * @throws EngineException {@link Failure#NO_IMAGE} if it is none
     */
    public URI address(String text) {
        return ResultAddress.read(text, settings.base()).orElseThrow(() -> Failures.of(Failure.NO_IMAGE));
    }

    /**
     * The image there.
     *
     * @throws EngineException {@link Failure#NO_IMAGE} if it is no address of the public internet, or there is more than any
     *     image has; {@link Failure#OVERLOADED} if it does not give an image now: asking the provider again gives another one
     */
    public byte[] image(URI url) {
        return AnyImage.read(bytes(url)).orElseThrow(
                () -> new EngineException(Failure.OVERLOADED, "The provider's picture could not be fetched."));
    }

    /** Whatever is there; see above. */
    public byte[] bytes(URI url) {
        URI next = url;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            switch (once(next)) {
                case Fetched(byte[] bytes) -> {
                    return bytes;
                }
                case Moved(URI to) -> next = to;
            }
        }
        throw new EngineException(Failure.OVERLOADED, "The provider's picture is behind too many redirects.");
    }

    private sealed interface Step {}

    private record Fetched(byte[] bytes) implements Step {}

    private record Moved(URI to) implements Step {}

    private Step once(URI url) {
        if (settings.own(url)) {
            return http.ask(HttpRequest.newBuilder(url).GET().build(), PATIENCE, answer -> step(url, answer));
        }
        return http.askPublic(secured(url), answer -> step(url, answer));
    }

    /** Nobody serves a picture of a customer's in clear only. */
    private static URI secured(URI url) {
        return "http".equals(url.getScheme()) && url.getPort() == -1
                ? URI.create("https" + url.toString().substring("http".length()))
                : url;
    }

    private static Step step(URI url, ProviderAnswer answer) throws IOException {
        if (answer.ok()) {
            return new Fetched(whole(answer.body()));
        }
        Optional<URI> to = answer.headers().firstValue("Location")
                .filter(_ -> REDIRECTS.contains(answer.status()))
                .flatMap(location -> relative(location, url));
        return new Moved(to.orElseThrow(() -> new EngineException(Failure.OVERLOADED,
                "The provider's picture could not be fetched (status %d).".formatted(answer.status()))));
    }

    private static Optional<URI> relative(String location, URI from) {
        boolean whole = location.strip().matches("(?i)(https?:)?//.*|/.*");
        String path = from.getRawPath() == null ? "/" : from.getRawPath();
        return ResultAddress.read(whole ? location : path.substring(0, path.lastIndexOf('/') + 1) + location, from);
    }

    private static byte[] whole(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new EngineException(Failure.NO_IMAGE, "The provider's picture is larger than any image.");
        }
        return bytes;
    }
}
