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
import dev.imagegen.engine.http.AskedProvider;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.ProviderAnswer;
import dev.imagegen.engine.http.ProviderErrors;
import dev.imagegen.engine.http.ProviderHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Draws with the models of Black Forest Labs. */
public final class BflEngine implements AsynchronousEngine {

    private static final String NAME = "bfl";
    private static final String NOT_FOUND = "Task not found";
    private static final Duration SUBMISSION = Duration.ofSeconds(30);
    private static final long MICRO_DOLLARS_OF_A_CENT = 10_000;

    private final AskedProvider provider;
    private final ProviderErrors errors;

    public BflEngine(ProviderSettings settings, ProviderHttp http, Clock clock) {
        this.provider = new AskedProvider(NAME, settings, "x-key", http, clock);
        this.errors = new ProviderErrors(settings, Map.of());
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
        return new Pending(provider.submit(
                "/v1/" + drawing.providerModel().name(), BflBody.of(drawing), SUBMISSION, answer -> accepted(answer, drawing)));
    }

    private Upstream accepted(ProviderAnswer answer, Drawing drawing) throws IOException {
        if (!answer.ok()) {
            throw errors.of(answer, drawing);
        }
        JsonNode body = answer.json();
        String id = body.path("id").asText("");
        return provider.taken(id, askAt(id, body.path("polling_url").asText("")),
                ForeignNumber.microDollars(body.path("cost"), MICRO_DOLLARS_OF_A_CENT));
    }

    /** Nothing foreign gets the key; but the picture is paid for, and the general address often knows it too. */
    private URI askAt(String id, String given) {
        try {
            URI url = URI.create(given);
            provider.hosts().check(url);
            return url;
        } catch (IllegalArgumentException | EngineException notTheirs) {
            if (id.isBlank()) {
                throw new EngineException(Failure.NO_IMAGE, "The provider did not say where the image will be.", notTheirs);
            }
            return provider.at("/v1/get_result?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        }
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        JsonNode task = provider.ask(upstream, answer -> task(answer, drawing));
        return switch (task.path("status").asText("")) {
            case "Ready" -> picture(upstream, task.path("result"));
            case "Request Moderated" -> throw Failures.of(Failure.REFUSED);
            case "Content Moderated" -> throw Failures.of(Failure.WITHHELD);
            case "Error" -> throw Failures.of(Failure.BROKEN);
            case NOT_FOUND -> provider.notKnown(upstream);
            default -> new Pending(upstream);
        };
    }

    private JsonNode task(ProviderAnswer answer, Drawing drawing) throws IOException {
        JsonNode task = answer.json();
        boolean notFound = answer.status() == 404 && task.path("status").asText("").equals(NOT_FOUND);
        if (notFound || answer.ok() && task.isObject()) {
            return task;
        }
        throw errors.ofQuestion(answer, drawing);
    }

    private Picture picture(Upstream upstream, JsonNode result) {
        return new Picture(provider.download().image(result.path("sample").asText("")),
                ForeignNumber.whole(result.path("seed")), upstream.microDollars(), List.of());
    }
}
