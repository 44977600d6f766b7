package dev.imagegen.engine.bfl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.FailedQuestion;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.HostRules;
import dev.imagegen.engine.http.KeyHeader;
import dev.imagegen.engine.http.ProviderAnswer;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.http.ResultDownload;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Draws with the models of Black Forest Labs. */
public final class BflEngine implements AsynchronousEngine {

    private static final String NAME = "bfl";
    private static final String NOT_FOUND = "Task not found";
    private static final Duration CALL = Duration.ofSeconds(30);
    /** Its clusters tell each other late what they took. */
    private static final Duration UNKNOWN_AT_FIRST = Duration.ofSeconds(5);
    private static final long MICRO_DOLLARS_OF_A_CENT = 10_000;

    private final ProviderSettings settings;
    private final ProviderHttp http;
    private final Clock clock;
    private final KeyHeader key;
    private final HostRules hosts;
    private final ResultDownload download;

    public BflEngine(ProviderSettings settings, ProviderHttp http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.key = new KeyHeader("x-key", "", settings.key());
        this.hosts = new HostRules(settings.base(), settings.domains());
        this.download = new ResultDownload(http, hosts);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public Progress generate(Drawing drawing) {
        HttpRequest request = key.on(HttpRequest.newBuilder(settings.at("/v1/" + drawing.providerModel().name())))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(BflBody.of(drawing)))
                .build();
        return new Pending(http.submit(request, CALL, this::accepted));
    }

    private Upstream accepted(ProviderAnswer answer) throws IOException {
        if (!answer.ok()) {
            throw BflError.of(answer);
        }
        JsonNode body = answer.json();
        String id = body.path("id").asText("");
        return new Upstream(NAME, id, askAt(id, body.path("polling_url").asText("")), clock.instant(),
                ForeignNumber.microDollars(body.path("cost"), MICRO_DOLLARS_OF_A_CENT));
    }

    /** Nothing foreign gets the key; but the picture is paid for, and the general address often knows it too. */
    private URI askAt(String id, String given) {
        try {
            URI url = URI.create(given);
            hosts.check(url);
            return url;
        } catch (IllegalArgumentException | EngineException notTheirs) {
            if (id.isBlank()) {
                throw new EngineException(Failure.NO_IMAGE, "The provider did not say where the image will be.", notTheirs);
            }
            return settings.at("/v1/get_result?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        }
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        hosts.check(upstream.askAt());
        HttpRequest request = key.on(HttpRequest.newBuilder(upstream.askAt()))
                .header("Accept", "application/json")
                .GET()
                .build();
        JsonNode task = http.ask(request, CALL, BflEngine::task);
        return switch (task.path("status").asText("")) {
            case "Ready" -> picture(upstream, task.path("result"));
            case "Request Moderated" -> throw Failures.of(Failure.REFUSED);
            case "Content Moderated" -> throw Failures.of(Failure.WITHHELD);
            case "Error" -> throw Failures.of(Failure.BROKEN);
            case NOT_FOUND -> notFound(upstream);
            default -> new Pending(upstream);
        };
    }

    private static JsonNode task(ProviderAnswer answer) throws IOException {
        JsonNode task = answer.json();
        boolean notFound = answer.status() == 404 && task.path("status").asText("").equals(NOT_FOUND);
        if (notFound || answer.ok() && task.isObject()) {
            return task;
        }
        throw FailedQuestion.of(answer);
    }

    private Pending notFound(Upstream upstream) {
        if (clock.instant().isBefore(upstream.acceptedAt().plus(UNKNOWN_AT_FIRST))) {
            return new Pending(upstream);
        }
        throw new EngineException(Failure.BROKEN, "The provider does not know the image any more.");
    }

    private Picture picture(Upstream upstream, JsonNode result) {
        return new Picture(download.image(result.path("sample").asText("")), ForeignNumber.whole(result.path("seed")),
                upstream.microDollars(), List.of());
    }
}
