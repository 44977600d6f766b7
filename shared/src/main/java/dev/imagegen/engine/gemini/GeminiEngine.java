package dev.imagegen.engine.gemini;

import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.FoundImages;
import dev.imagegen.engine.http.ImageTree;
import dev.imagegen.engine.http.ProviderErrors;
import dev.imagegen.engine.http.ProviderHttp;
import java.util.Map;
import java.util.OptionalLong;

/** Draws with Google's Gemini models. The connection is held until the image is there; the model chooses the file format. */
public final class GeminiEngine implements AsynchronousEngine {

    private static final String NAME = "gemini";
    /** A wrong key comes as a malformed request, with this reason. */
    private static final Map<String, Failure> CODES = Map.of(
            "API_KEY_INVALID", Failure.CREDENTIALS, "FAILED_PRECONDITION", Failure.CREDENTIALS, "NOT_FOUND", Failure.RETIRED,
            "DEADLINE_EXCEEDED", Failure.OUTCOME_UNKNOWN);

    private final GeminiRequests requests;
    private final ProviderHttp http;
    private final ProviderErrors errors;
    private final FoundImages images;

    public GeminiEngine(ProviderSettings settings, ProviderHttp http) {
        this.requests = new GeminiRequests(settings);
        this.http = http;
        this.errors = new ProviderErrors(settings, CODES);
        this.images = new FoundImages(NAME, settings, http);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Progress generate(Drawing drawing) {
        GeminiAnswer answer = http.submit(requests.of(drawing), drawing.providerModel().budget(), got -> {
            if (!got.ok()) {
                throw errors.of(got, drawing);
            }
            ImageTree tree = ImageTree.read(got);
            GeminiAnswer read = new GeminiAnswer(tree, got.receivedAt());
            if (read.image().isEmpty()) {
                throw read.refusal().map(Failures::of).orElse(errors.ofImageless(got, tree, drawing));
            }
            return read;
        });
        // Without the seed: with the same one the model does not make the same picture.
        return images.take(answer.image().orElseThrow(), answer.receivedAt(), OptionalLong.empty(),
                answer.microDollars(drawing.providerModel().price()));
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        return images.ask(upstream, OptionalLong.empty());
    }

    @Override
    public boolean repeatable() {
        return false;
    }
}
