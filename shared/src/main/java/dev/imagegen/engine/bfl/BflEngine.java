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
import dev.imagegen.engine.http.ErrorReply;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.FoundImages;
import dev.imagegen.engine.http.ImageSource;
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

/** Draws with the models of Black Forest Labs. */
public final class BflEngine implements AsynchronousEngine {

    private static final String NAME = "bfl";
    private static final Duration SUBMISSION = Duration.ofSeconds(30);
    private static final long MICRO_DOLLARS_OF_A_CENT = 10_000;

    private final AskedProvider provider;
    private final ProviderErrors errors;
    private final FoundImages images;

    public BflEngine(ProviderSettings settings, ProviderHttp http, Clock clock) {
        this.provider = new AskedProvider(NAME, settings, "x-key", http, clock);
        this.errors = new ProviderErrors(settings, Map.of());
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
        return provider.submit(
                "/v1/" + drawing.providerModel().name(), BflBody.of(drawing), SUBMISSION, answer -> accepted(answer, drawing));
    }

    private Progress accepted(ProviderAnswer answer, Drawing drawing) throws IOException {
        if (!answer.ok()) {
            throw errors.of(answer, drawing);
        }
        ImageTree tree = ImageTree.read(answer);
        JsonNode body = tree.json();
        OptionalLong cost = ForeignNumber.microDollars(body.path("cost"), MICRO_DOLLARS_OF_A_CENT);
        String id = body.path("id").asText("");
        Optional<URI> askAt = theirs(body.path("polling_url").asText(""))
                // The picture is paid for, and the general address often knows it, too.
                .or(() -> id.isBlank() || tree.trouble().isPresent() ? Optional.empty() : Optional.of(general(id)));
        if (askAt.isPresent()) {
            return new Pending(provider.taken(id, askAt.get(), cost));
        }
        Optional<ImageSource> image = tree.image();
        if (image.isEmpty()) {
            throw errors.ofImageless(answer, tree, drawing);
        }
        return images.take(image.get(), answer.receivedAt(), ForeignNumber.whole(body.path("result").path("seed")), cost);
    }

    /** Nothing foreign gets the key. */
    private Optional<URI> theirs(String given) {
        try {
            URI url = URI.create(given.strip());
            provider.hosts().check(url);
            return Optional.of(url);
        } catch (IllegalArgumentException | EngineException notTheirs) {
            return Optional.empty();
        }
    }

    private URI general(String id) {
        return provider.at("/v1/get_result?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        if (images.atAddress(upstream)) {
            return images.ask(upstream, OptionalLong.empty());
        }
        URI askAt = theirs(upstream.askAt().toString()).orElseGet(() -> general(upstream.id()));
        JsonNode task = provider.ask(askAt, answer -> task(answer, drawing));
        return switch (BflStatus.of(task.path("status").asText(""))) {
            case READY -> picture(upstream, task).orElseThrow(() -> Failures.of(Failure.NO_IMAGE));
            case REQUEST_MODERATED -> throw Failures.of(Failure.REFUSED);
            case CONTENT_MODERATED -> throw Failures.of(Failure.WITHHELD);
            case FAILED -> throw Failures.of(Failure.BROKEN);
            case NOT_FOUND -> provider.notKnown(upstream);
            case UNKNOWN -> picture(upstream, task).orElse(new Pending(upstream));
        };
    }

    private JsonNode task(ProviderAnswer answer, Drawing drawing) throws IOException {
        if (answer.ok()) {
            JsonNode task = ImageTree.read(answer).json();
            if (task.isObject() || task.isBinary()) {
                return task;
            }
            throw Failures.of(Failure.OVERLOADED);
        }
        ErrorReply reply = ErrorReply.read(answer, drawing.prompt());
        if (answer.status() == 404 && BflStatus.of(reply.json().path("status").asText("")) == BflStatus.NOT_FOUND) {
            return reply.json();
        }
        throw errors.ofQuestion(reply);
    }

    private Optional<Progress> picture(Upstream upstream, JsonNode task) {
        return new ImageTree(task.path("result"), Optional.empty()).image()
                .or(() -> new ImageTree(task, Optional.empty()).image())
                .map(image -> new Picture(images.bytes(image), ForeignNumber.whole(task.path("result").path("seed")),
                        upstream.microDollars(), List.of()));
    }
}
