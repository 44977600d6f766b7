package dev.imagegen.engine.http;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.image.ImageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Fetches a finished picture from where the provider says it is: without the key, and only from hosts of the provider. */
public final class ResultDownload {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 80 << 20;
    private static final int MAX_REDIRECTS = 3;

    private final ProviderHttp http;
    private final HostRules hosts;

    public ResultDownload(ProviderHttp http, HostRules hosts) {
        this.http = http;
        this.hosts = hosts;
    }

    /**
     * The image there.
     *
     * @param address as the provider wrote it; empty if it gave none
     * @throws EngineException {@link Failure#NO_IMAGE} if it is no address, none of the provider's, or there is more than any
     *     image has; {@link Failure#OVERLOADED} if it does not give an image now: asking the provider again gives another one
     */
    public byte[] image(String address) {
        byte[] bytes = get(parsed(address).orElseThrow(() -> Failures.of(Failure.NO_IMAGE)));
        if (ImageHeader.read(bytes).isEmpty()) {
            throw new EngineException(Failure.OVERLOADED, "The provider's picture could not be fetched.");
        }
        return bytes;
    }

    /**
     * The bytes there.
     *
     * @throws EngineException {@link Failure#NO_IMAGE} if the address is none of the provider's, or there is more than
     *     any image has; {@link Failure#OVERLOADED} if the address does not give the bytes now: asking the provider again gives
     *     another one
     */
    public byte[] get(URI url) {
        URI next = url;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            hosts.check(next);
            switch (once(next)) {
                case Fetched(byte[] bytes) -> {
                    return bytes;
                }
                case Moved(URI to) -> next = next.resolve(to);
            }
        }
        throw new EngineException(Failure.OVERLOADED, "The provider's picture is behind too many redirects.");
    }

    private sealed interface Step {}

    private record Fetched(byte[] bytes) implements Step {}

    private record Moved(URI to) implements Step {}

    private Step once(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url).GET().build();
        return http.ask(request, PATIENCE, answer -> {
            if (answer.ok()) {
                return new Fetched(whole(answer.body()));
            }
            if (List.of(301, 302, 303, 307, 308).contains(answer.status())) {
                return answer.headers().firstValue("Location")
                        .flatMap(ResultDownload::parsed)
                        .<Step>map(Moved::new)
                        .orElseThrow(() -> gone(answer.status()));
            }
            throw gone(answer.status());
        });
    }

    private static byte[] whole(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new EngineException(Failure.NO_IMAGE, "The provider's picture is larger than any image.");
        }
        return bytes;
    }

    private static Optional<URI> parsed(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    private static EngineException gone(int status) {
        return new EngineException(
                Failure.OVERLOADED, "The provider's picture could not be fetched (status %d).".formatted(status));
    }
}
