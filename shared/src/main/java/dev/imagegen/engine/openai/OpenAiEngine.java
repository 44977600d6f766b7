package dev.imagegen.engine.openai;

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

/** Draws with OpenAI's image models. The connection is held until the image is there. */
public final class OpenAiEngine implements ImageEngine {

    private static final PictureJson JSON = new PictureJson(Set.of("b64_json"), Set.of());

    private static final Map<String, Failure> CODES = Map.ofEntries(
            Map.entry("moderation_blocked", Failure.REFUSED),
            Map.entry("content_policy_violation", Failure.REFUSED),
            Map.entry("image_content_policy_violation", Failure.REFUSED),
            Map.entry("insufficient_quota", Failure.FUNDS),
            Map.entry("billing_hard_limit_reached", Failure.FUNDS),
            Map.entry("billing_not_active", Failure.FUNDS),
            Map.entry("invalid_api_key", Failure.CREDENTIALS),
            Map.entry("unsupported_country_region_territory", Failure.CREDENTIALS),
            Map.entry("model_not_found", Failure.RETIRED),
            Map.entry("invalid_image_file", Failure.INVALID),
            Map.entry("unknown_parameter", Failure.REJECTED),
            Map.entry("missing_required_parameter", Failure.REJECTED),
            Map.entry("user_error", Failure.INVALID),
            Map.entry("image_generation_user_error", Failure.INVALID));

    private final OpenAiRequests requests;
    private final ProviderHttp http;
    private final ProviderErrors errors;

    public OpenAiEngine(ProviderSettings settings, ProviderHttp http) {
        this.requests = new OpenAiRequests(settings);
        this.http = http;
        this.errors = new ProviderErrors(settings, CODES);
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Progress generate(Drawing drawing) {
        return http.submit(requests.of(drawing), drawing.providerModel().budget(), answer -> {
            if (!answer.ok()) {
                throw errors.of(answer, drawing);
            }
            return new OpenAiAnswer(JSON.read(answer)).picture(drawing.providerModel().price());
        });
    }

    @Override
    public boolean repeatable() {
        return false;
    }
}
