package dev.imagegen.engine.recraft;

import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.HostRules;
import dev.imagegen.engine.http.ProviderErrors;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.http.ResultDownload;
import java.net.URI;
import java.util.Map;

/** Draws with Recraft's models. The connection is held until the image is there. */
public final class RecraftEngine implements ImageEngine {

    private final RecraftRequests requests;
    private final ProviderHttp http;
    private final ResultDownload download;
    private final ProviderErrors errors;

    public RecraftEngine(ProviderSettings settings, ProviderHttp http) {
        this.requests = new RecraftRequests(settings);
        this.http = http;
        this.errors = new ProviderErrors(settings, Map.of());
        this.download = new ResultDownload(http, new HostRules(settings.base(), settings.domains()));
    }

    @Override
    public String name() {
        return "recraft";
    }

    @Override
    public Progress generate(Drawing drawing) {
        RecraftAnswer answer = http.submit(requests.of(drawing), drawing.providerModel().budget(), got -> {
            if (!got.ok()) {
                throw errors.of(got, drawing);
            }
            return RecraftAnswer.read(got);
        });
        byte[] bytes = answer.image().orElseGet(() -> fetched(answer));
        // The seed is not in the answer, so the one that was sent stands for it.
        return new Picture(bytes, drawing.seed(), answer.microDollars(), ReferencePicture.notices(drawing, bytes));
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    private byte[] fetched(RecraftAnswer answer) {
        URI address = answer.address();
        try {
            return RecraftAnswer.checked(download.get(address));
        } catch (EngineException e) {
            // Whatever went wrong, the image is paid for: nothing may take this for a reason to draw again.
            throw new EngineException(Failure.NO_IMAGE, "The provider made the image, and it could not be fetched.", e);
        }
    }
}
