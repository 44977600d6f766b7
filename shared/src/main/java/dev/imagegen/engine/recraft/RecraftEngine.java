package dev.imagegen.engine.recraft;

import dev.imagegen.engine.AsynchronousEngine;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.FoundImages;
import dev.imagegen.engine.http.ImageSource;
import dev.imagegen.engine.http.ImageTree;
import dev.imagegen.engine.http.ProviderErrors;
import dev.imagegen.engine.http.ProviderHttp;
import java.util.Map;

/** Draws with Recraft's models. The connection is held until the image is there. */
public final class RecraftEngine implements AsynchronousEngine {

    private static final String NAME = "recraft";

    private final RecraftRequests requests;
    private final ProviderHttp http;
    private final ProviderErrors errors;
    private final FoundImages images;

    public RecraftEngine(ProviderSettings settings, ProviderHttp http) {
        this.requests = new RecraftRequests(settings);
        this.http = http;
        this.errors = new ProviderErrors(settings, Map.of());
        this.images = new FoundImages(NAME, settings, http);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Progress generate(Drawing drawing) {
        RecraftAnswer answer = http.submit(requests.of(drawing), drawing.providerModel().budget(), got -> {
            if (!got.ok()) {
                throw errors.of(got, drawing);
            }
            ImageTree tree = ImageTree.read(got);
            ImageSource image = tree.image().orElse(null);
            if (image == null) {
                throw errors.ofImageless(got, tree, drawing);
            }
            return new RecraftAnswer(tree.json(), image, got.receivedAt());
        });
        // The seed is not in the answer, so the one that was sent stands for it.
        return switch (images.take(answer.image(), answer.receivedAt(), drawing.seed(), answer.microDollars())) {
            case Picture made -> new Picture(
                    made.bytes(), made.seed(), made.microDollars(), ReferencePicture.notices(drawing, made.bytes()));
            case Progress later -> later;
        };
    }

    @Override
    public Progress ask(Upstream upstream, Drawing drawing) {
        return images.ask(upstream, drawing.seed());
    }

    @Override
    public boolean repeatable() {
        return false;
    }
}
