package dev.imagegen.engine.ideogram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.AskedProvider;
import dev.imagegen.engine.http.ErrorReply;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.FoundImages;
import dev.imagegen.engine.http.ImageTree;
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
    private final FoundImages images;

    public IdeogramEngine(ProviderSettings settings, ProviderHttp http, Clock clock) {
        this.provider = new AskedProvider(NAME, settings, "Api-Key", http, clock);
        this.errors = new ProviderErrors(settings, CODES);
        this.images = new FoundImages(NAME, settings, http);
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
        IdeogramResult result = provider.submit("/v2/image/generate/" + drawing.providerModel().name(), Json.bytes(body(drawing)),
                SUBMISSION, answer -> accepted(answer, drawing));
        Optional<Upstream> upstream = result.id().map(this::upstream);
        if (result.image().isEmpty()) {
            return new Pending(upstream.orElseThrow(() -> Failures.of(Failure.NO_IMAGE)));
        }
        Progress taken = images.take(result.image().get(), result.receivedAt(), result.seed(), result.microDollars());
        // Asked by its id, it gets an address that is good.
        return taken instanceof Pending && upstream.isPresent() ? new Pending(upstream.get()) : taken;
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

    private IdeogramResult accepted(ProviderAnswer answer, Drawing drawing) throws IOException {
        if (!answer.ok()) {
            throw errors.of(answer, drawing);
        }
        ImageTree tree = ImageTree.read(answer);
        IdeogramResult result = new IdeogramResult(tree, answer.receivedAt());
        result.checkSafe();
        if (result.image().isEmpty() && (result.ended() || result.id().isEmpty())) {
            throw errors.ofImageless(answer, tree, drawing);
        }
        return result;
    }

    private Upstream upstream(String id) {
        return provider.taken(id, address(id), OptionalLong.empty());
    }

    private URI address(String id) {
        return provider.at("/v2/generations/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        if (images.atAddress(upstream)) {
            return images.ask(upstream, OptionalLong.empty());
        }
        // By the id, and not by the address of that time: the key goes where the configuration of today says.
        Optional<IdeogramResult> generation = provider.ask(address(upstream.id()), answer -> known(answer, drawing));
        return generation.map(known -> progress(upstream, known)).orElseGet(() -> provider.notKnown(upstream));
    }

    /** Empty if it knows no such generation. */
    private Optional<IdeogramResult> known(ProviderAnswer answer, Drawing drawing) throws IOException {
        if (answer.ok()) {
            IdeogramResult result = new IdeogramResult(ImageTree.read(answer), answer.receivedAt());
            if (result.readable()) {
                return Optional.of(result);
            }
            throw Failures.of(Failure.OVERLOADED);
        }
        ErrorReply reply = ErrorReply.read(answer, drawing.prompt());
        if (answer.status() == 404 && reply.json().isObject()) {
            return Optional.empty();
        }
        throw errors.ofQuestion(reply);
    }

    private Progress progress(Upstream upstream, IdeogramResult generation) {
        return switch (generation.status()) {
            case "completed", "complete", "succeeded", "success", "ready", "done" -> {
                generation.checkSafe();
                yield picture(generation).orElseThrow(() -> Failures.of(Failure.NO_IMAGE));
            }
            case "failed", "failure", "error", "cancelled", "canceled" -> throw Failures.of(generation.failure());
            // A word that is not known yet: it is not an end, unless the picture is there.
            default -> picture(generation).orElse(new Pending(upstream));
        };
    }

    private Optional<Progress> picture(IdeogramResult generation) {
        return generation.image().map(image -> new Picture(
                images.bytes(image), generation.seed(), generation.microDollars(), List.of()));
    }
}
