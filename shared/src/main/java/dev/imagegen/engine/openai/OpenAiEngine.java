package dev.imagegen.engine.openai;

import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.PictureJson;
import dev.imagegen.engine.http.ProviderHttp;
import java.util.Set;

/** Draws with OpenAI's image models. The connection is held until the image is there. */
public final class OpenAiEngine implements ImageEngine {

    private static final PictureJson JSON = new PictureJson(Set.of("b64_json"), Set.of());

    private final OpenAiRequests requests;
    private final ProviderHttp http;

    public OpenAiEngine(ProviderSettings settings, ProviderHttp http) {
        this.requests = new OpenAiRequests(settings);
        this.http = http;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Progress generate(Drawing drawing) {
        return http.submit(requests.of(drawing), drawing.providerModel().budget(), answer -> {
            if (!answer.ok()) {
                throw OpenAiError.read(answer).exception();
            }
            return new OpenAiAnswer(JSON.read(answer)).picture(drawing.providerModel().price());
        });
    }

    @Override
    public boolean repeatable() {
        return false;
    }
}
