package dev.imagegen.engine.ideogram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.FailedQuestion;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.HostRules;
import dev.imagegen.engine.http.KeyHeader;
import dev.imagegen.engine.http.ProviderAnswer;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.http.ResultDownload;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Draws with the models of Ideogram, by the second version of its API. */
public final class IdeogramEngine implements AsynchronousEngine {

    private static final String NAME = "ideogram";
    /** As long as a picture may take: an answer that comes with the picture is not lost. */
    private static final Duration SUBMISSION = Duration.ofSeconds(120);
    private static final Duration QUESTION = Duration.ofSeconds(30);
    /** Nobody says that it knows a picture as soon as it has taken it. */
    private static final Duration UNKNOWN_AT_FIRST = Duration.ofSeconds(5);

    private final ProviderSettings settings;
    private final ProviderHttp http;
    private final Clock clock;
    private final KeyHeader key;
    private final HostRules hosts;
    private final ResultDownload download;

    public IdeogramEngine(ProviderSettings settings, ProviderHttp http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.key = new KeyHeader("Api-Key", "", settings.key());
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
        HttpRequest request = key
                .on(HttpRequest.newBuilder(settings.at("/v2/image/generate/" + drawing.providerModel().name())))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body(drawing))))
                .build();
        JsonNode answer = http.submit(request, SUBMISSION, IdeogramEngine::accepted);
        Optional<Upstream> upstream = Optional.of(answer.path("generation_id").asText(""))
                .filter(id -> !id.isBlank())
                .map(this::upstream);
        IdeogramResult result = new IdeogramResult(answer);
        return result.there()
                ? fetched(result, upstream)
                : new Pending(upstream.orElseThrow(() -> Failures.of(Failure.NO_IMAGE)));
    }

    private static ObjectNode body(Drawing drawing) {
        ObjectNode body = Json.object()
                .put("prompt", drawing.prompt())
                .put("magic_prompt", "off")
                .put("resolution", drawing.width() + "x" + drawing.height())
                .put("num_images", 1)
                .put("async", true);
        drawing.providerModel().quality().ifPresent(speed -> body.put("rendering_speed", speed));
        drawing.seed().ifPresent(seed -> body.put("seed", seed));
        return body;
    }

    private static JsonNode accepted(ProviderAnswer answer) throws IOException {
        if (!answer.ok()) {
            throw IdeogramError.of(answer);
        }
        return answer.json();
    }

    private Upstream upstream(String id) {
        return new Upstream(NAME, id, settings.at("/v2/generations/" + URLEncoder.encode(id, StandardCharsets.UTF_8)),
                clock.instant(), OptionalLong.empty());
    }

    /** It is paid for: what may be asked again must not look like what may be submitted again. */
    private Progress fetched(IdeogramResult result, Optional<Upstream> upstream) {
        try {
            return result.fetch(download);
        } catch (EngineException e) {
            if (!e.failure().safeToRepeat()) {
                throw e;
            }
            return new Pending(upstream.orElseThrow(() -> new EngineException(
                    Failure.NO_IMAGE, "The provider's picture could not be fetched.", e)));
        }
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        hosts.check(upstream.askAt());
        HttpRequest request = key.on(HttpRequest.newBuilder(upstream.askAt()))
                .header("Accept", "application/json")
                .GET()
                .build();
        Optional<JsonNode> generation = http.ask(request, QUESTION, IdeogramEngine::known);
        return generation.map(known -> progress(upstream, known)).orElseGet(() -> notFound(upstream));
    }

    /** Empty if it knows no such generation. */
    private static Optional<JsonNode> known(ProviderAnswer answer) throws IOException {
        JsonNode body = answer.json();
        if (answer.status() == 404 && body.isObject()) {
            return Optional.empty();
        }
        if (!answer.ok() || !body.isObject()) {
            throw FailedQuestion.of(answer);
        }
        return Optional.of(body);
    }

    private Progress progress(Upstream upstream, JsonNode generation) {
        return switch (generation.path("status").asText("")) {
            case "completed" -> new IdeogramResult(generation).fetch(download);
            case "failed" -> throw Failures.of(failure(generation.path("failure_reason").asText("")));
            default -> new Pending(upstream);
        };
    }

    private static Failure failure(String reason) {
        return reason.equals("content_policy_violation") ? Failure.REFUSED : Failure.BROKEN;
    }

    private Progress notFound(Upstream upstream) {
        if (clock.instant().isBefore(upstream.acceptedAt().plus(UNKNOWN_AT_FIRST))) {
            return new Pending(upstream);
        }
        throw new EngineException(Failure.BROKEN, "The provider does not know the image any more.");
    }
}
