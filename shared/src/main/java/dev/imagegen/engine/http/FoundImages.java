package dev.imagegen.engine.http;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Brings home what an answer that says success holds: the image in it, or the one at its address. An address that gives none now is
 * written down and asked again: what is behind it is paid for.
 */
public final class FoundImages {

    private static final String AT_ADDRESS = "address";

    private final String engine;
    private final ResultDownload download;

    /** @param engine the name of the one that is asked for an address again */
    public FoundImages(String engine, ProviderSettings settings, ProviderHttp http) {
        this.engine = engine;
        this.download = new ResultDownload(http, settings);
    }

    /**
     * The image, or where it will be asked for.
     *
     * @param receivedAt when the answer came in
     * @throws EngineException {@link Failure#NO_IMAGE} if the address is none that is fetched from
     */
    public Progress take(ImageSource source, Instant receivedAt, OptionalLong seed, OptionalLong microDollars) {
        return switch (source) {
            case ImageSource.Bytes(byte[] bytes) -> new Picture(bytes, seed, microDollars, List.of());
            case ImageSource.Address(String text) -> {
                URI url = download.address(text);
                try {
                    yield new Picture(download.image(url), seed, microDollars, List.of());
                } catch (EngineException e) {
                    if (e.failure() != Failure.OVERLOADED) {
                        throw e;
                    }
                    yield new Pending(new Upstream(engine, AT_ADDRESS, url, receivedAt, microDollars));
                }
            }
        };
    }

    /** True if an image is to be fetched from its own address, and its provider need not be asked. */
    public boolean atAddress(Upstream upstream) {
        return upstream.id().equals(AT_ADDRESS);
    }

    /** The image at an address that was written down. */
    public Picture ask(Upstream upstream, OptionalLong seed) {
        return new Picture(download.image(upstream.askAt()), seed, upstream.microDollars(), List.of());
    }

    /**
     * The image of an answer that is asked for again if this fails.
     *
     * @throws EngineException as {@link ResultDownload#image}
     */
    public byte[] bytes(ImageSource source) {
        return switch (source) {
            case ImageSource.Bytes(byte[] bytes) -> bytes;
            case ImageSource.Address(String text) -> download.image(download.address(text));
        };
    }
}
