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
import dev.imagegen.engine.http.AskedProvider;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ProviderAnswer;
import dev.imagegen.engine.http.ProviderErrors;
import dev.imagegen.engine.http.ProviderHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Draws with the models of Ideogram, by the second version of its API. */
public final class IdeogramEngine implements AsynchronousEngine {

    private static final String NAME = "ideogram";
    /** As long as a picture may take: an answer that comes with the picture is not lost. */
    private static final Duration SUBMISSION = Duration.ofSeconds(120);

    private static final Map<String, Failure> CODES = Map.of(
            "insufficient_funds", Failure.FUNDS, "subscription_required", Failure.FUNDS, "daily_limit", Failure.FUNDS,
            "priority_credit_required", Failure.FUNDS, "feature_limit", Failure.FUNDS,
            // A 422 is a refusal only if it says so.
            "422", Failure.INVALID);

    private final AskedProvider provider;
    private final ProviderErrors errors;

    public IdeogramEngine(ProviderSettings settings, ProviderHttp http, Clock clock) {
        this.provider = new AskedProvider(NAME, settings, "Api-Key", http, clock);
        this.errors = new ProviderErrors(settings, CODES);
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
        JsonNode answer = provider.submit("/v2/image/generate/" + drawing.providerModel().name(), Json.bytes(body(drawing)),
                SUBMISSION, got -> accepted(got, drawing));
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

    private JsonNode accepted(ProviderAnswer answer, Drawing drawing) throws IOException {
        if (!answer.ok()) {
            throw errors.of(answer, drawing);
        }
        return answer.json();
    }

    private Upstream upstream(String id) {
        return provider.taken(
                id, provider.at("/v2/generations/" + URLEncoder.encode(id, StandardCharsets.UTF_8)), OptionalLong.empty());
    }

    /** It is paid for: what may be asked again must not look like what may be submitted again. */
    private Progress fetched(IdeogramResult result, Optional<Upstream> upstream) {
        try {
            return result.fetch(provider.download());
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
        Optional<JsonNode> generation = provider.ask(upstream, answer -> known(answer, drawing));
        return generation.map(known -> progress(upstream, known)).orElseGet(() -> provider.notKnown(upstream));
    }

    /** Empty if it knows no such generation. */
    private Optional<JsonNode> known(ProviderAnswer answer, Drawing drawing) throws IOException {
        JsonNode body = answer.json();
        if (answer.status() == 404 && body.isObject()) {
            return Optional.empty();
        }
        if (!answer.ok() || !body.isObject()) {
            throw errors.ofQuestion(answer, drawing);
        }
        return Optional.of(body);
    }

    private Progress progress(Upstream upstream, JsonNode generation) {
        return switch (generation.path("status").asText("")) {
            case "completed" -> new IdeogramResult(generation).fetch(provider.download());
            case "failed" -> throw Failures.of(failure(generation.path("failure_reason").asText("")));
            default -> new Pending(upstream);
        };
    }

    private static Failure failure(String reason) {
        return reason.equals("content_policy_violation") ? Failure.REFUSED : Failure.FAILED;
    }
}
