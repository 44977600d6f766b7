package dev.imagegen.engine.recraft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.KeyHeader;
import dev.imagegen.engine.http.MultipartBody;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** What is sent for a drawing. The image is asked for inside the answer: an address would have to be fetched, and trusted. */
final class RecraftRequests {

    private static final String GENERATIONS = "/v1/images/generations";
    private static final String IMAGE_TO_IMAGE = "/v1/images/imageToImage";

    /** How far the result may leave the reference: 0 is nearly the same, 1 nearly unrelated. Assumed: no caller can say. */
    private static final String STRENGTH = "0.5";

    private final ProviderSettings settings;
    private final KeyHeader key;

    RecraftRequests(ProviderSettings settings) {
        this.settings = settings;
        this.key = new KeyHeader("Authorization", "Bearer ", settings.key());
    }

    /**
     * The one request for a drawing.
     *
     * @throws EngineException {@link Failure#CREDENTIALS} without a usable key; {@link Failure#INVALID} if it does not take the
     *     reference
     */
    HttpRequest of(Drawing drawing) {
        HttpRequest.Builder request = drawing.references().isEmpty() ? generation(drawing) : imageToImage(drawing);
        return key.on(request).build();
    }

    private HttpRequest.Builder generation(Drawing drawing) {
        ObjectNode body = Json.object()
                .put("model", drawing.providerModel().name())
                .put("prompt", drawing.prompt())
                .put("n", 1)
                .put("size", drawing.width() + "x" + drawing.height())
                .put("response_format", "b64_json")
                .put("image_format", drawing.format().wireName());
        drawing.seed().ifPresent(seed -> body.put("random_seed", seed));
        return HttpRequest.newBuilder(settings.at(GENERATIONS))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)));
    }

    /** Without a size: the result has that of the reference. */
    private HttpRequest.Builder imageToImage(Drawing drawing) {
        ReferencePicture reference = ReferencePicture.of(drawing.references());
        MultipartBody body = new MultipartBody()
                .text("model", drawing.providerModel().name())
                .text("prompt", drawing.prompt())
                .text("n", "1")
                .text("strength", STRENGTH)
                .text("response_format", "b64_json")
                .text("image_format", drawing.format().wireName());
        drawing.seed().ifPresent(seed -> body.text("random_seed", String.valueOf(seed)));
        ImageFormat format = reference.header().format();
        body.file("image", "reference." + format.extension(), format.mediaType(), reference.bytes());
        return body.post(HttpRequest.newBuilder(settings.at(IMAGE_TO_IMAGE)));
    }
}
