package dev.imagegen.engine.gemini;

import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.PictureJson;
import dev.imagegen.engine.http.ProviderErrors;
import dev.imagegen.engine.http.ProviderHttp;
import java.util.Map;
import java.util.Set;

/** Draws with Google's Gemini models. The connection is held until the image is there; the model chooses the file format. */
public final class GeminiEngine implements ImageEngine {

    private static final PictureJson JSON =
            new PictureJson(Set.of("data"), Set.of("thoughtSignature", "thought_signature"));

    /** A wrong key comes as a malformed request, with this reason. */
    private static final Map<String, Failure> CODES = Map.of(
            "API_KEY_INVALID", Failure.CREDENTIALS, "FAILED_PRECONDITION", Failure.CREDENTIALS, "NOT_FOUND", Failure.RETIRED,
            "DEADLINE_EXCEEDED", Failure.OUTCOME_UNKNOWN);

    private final GeminiRequests requests;
    private final ProviderHttp http;
    private final ProviderErrors errors;

    public GeminiEngine(ProviderSettings settings, ProviderHttp http) {
        this.requests = new GeminiRequests(settings);
        this.http = http;
        this.errors = new ProviderErrors(settings, CODES);
    }

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public Progress generate(Drawing drawing) {
        return http.submit(requests.of(drawing), drawing.providerModel().budget(), answer -> {
            if (!answer.ok()) {
                throw errors.of(answer, drawing);
            }
            return new GeminiAnswer(JSON.read(answer)).picture(drawing.providerModel().price());
        });
    }

    @Override
    public boolean repeatable() {
        return false;
    }
}
