package dev.imagegen.engine.http;

import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/** A provider that takes orders as JSON, and has to be asked for the pictures. Its key goes to its own hosts only. */
public final class AskedProvider {

    private static final Duration QUESTION = Duration.ofSeconds(30);
    /** Its clusters may tell each other late what they took, and none says how late. */
    private static final Duration UNKNOWN_AT_FIRST = Duration.ofSeconds(5);

    private final String name;
    private final ProviderSettings settings;
    private final KeyHeader key;
    private final ProviderHttp http;
    private final Clock clock;
    private final HostRules hosts;
    private final ResultDownload download;

    /** @param keyHeader the header that carries the key */
    public AskedProvider(String name, ProviderSettings settings, String keyHeader, ProviderHttp http, Clock clock) {
        this.name = name;
        this.settings = settings;
        this.key = new KeyHeader(keyHeader, "", settings.key());
        this.http = http;
        this.clock = clock;
        this.hosts = new HostRules(settings.base(), settings.domains());
        this.download = new ResultDownload(http, settings);
    }

    /** An order, which may cost money: see {@link ProviderHttp#submit}. */
    public <T> T submit(String path, byte[] json, Duration budget, AnswerReader<T> reader) {
        HttpRequest request = key.on(HttpRequest.newBuilder(at(path)))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build();
        return http.submit(request, budget, reader);
    }

    /**
     * A question how far a picture is: see {@link ProviderHttp#ask}.
     *
     * @throws EngineException {@link Failure#NO_IMAGE} if the place to ask is not the provider's
     */
    public <T> T ask(URI askAt, AnswerReader<T> reader) {
        hosts.check(askAt);
        HttpRequest request = key.on(HttpRequest.newBuilder(askAt))
                .header("Accept", "application/json")
                .GET()
                .build();
        return http.ask(request, QUESTION, reader);
    }

    /** What it has just taken. @param microDollars what it says that it costs */
    public Upstream taken(String id, URI askAt, OptionalLong microDollars) {
        return new Upstream(name, id, askAt, clock.instant(), microDollars);
    }

    /**
     * It says that it knows no such picture.
     *
     * @throws EngineException {@link Failure#BROKEN} unless it took it just now
     */
    public Pending notKnown(Upstream upstream) {
        if (clock.instant().isBefore(upstream.acceptedAt().plus(UNKNOWN_AT_FIRST))) {
            return new Pending(upstream);
        }
        throw new EngineException(Failure.BROKEN, "The provider does not know the image any more.");
    }

    /** @param path with a slash at its beginning */
    public URI at(String path) {
        return settings.at(path);
    }

    public HostRules hosts() {
        return hosts;
    }

    public ResultDownload download() {
        return download;
    }
}
