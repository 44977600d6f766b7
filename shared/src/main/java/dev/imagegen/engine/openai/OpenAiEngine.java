package dev.imagegen.engine.openai;

import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.FoundImages;
import dev.imagegen.engine.http.ImageSource;
import dev.imagegen.engine.http.ImageTree;
import dev.imagegen.engine.http.ProviderErrors;
import dev.imagegen.engine.http.ProviderHttp;
import java.util.Map;
import java.util.OptionalLong;

/** Draws with OpenAI's image models. The connection is held until the image is there, or until its address is. */
public final class OpenAiEngine implements AsynchronousEngine {

    private static final String NAME = "openai";
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
    private final FoundImages images;

    public OpenAiEngine(ProviderSettings settings, ProviderHttp http) {
        this.requests = new OpenAiRequests(settings);
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
        OpenAiAnswer answer = http.submit(requests.of(drawing), drawing.providerModel().budget(), got -> {
            if (!got.ok()) {
                throw errors.of(got, drawing);
            }
            ImageTree tree = ImageTree.read(got);
            ImageSource image = tree.image().orElse(null);
            if (image == null) {
                throw errors.ofImageless(got, tree, drawing);
            }
            return new OpenAiAnswer(tree.json(), image, got.receivedAt());
        });
        return images.take(answer.image(), answer.receivedAt(), OptionalLong.empty(),
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
