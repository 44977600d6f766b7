package dev.imagegen.engine.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.KeyHeader;
import dev.imagegen.image.ImageHeader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** What is sent for a drawing. Google also knows another path and another spelling of {@code imageConfig}: both are here. */
final class GeminiRequests {

    private static final String PATH = "/v1beta/models/%s:generateContent";

    /** For the whole body, as far as anybody knows. */
    private static final int MAX_BODY = 20 << 20;

    private final ProviderSettings settings;
    private final KeyHeader key;

    GeminiRequests(ProviderSettings settings) {
        this.settings = settings;
        this.key = new KeyHeader("x-goog-api-key", "", settings.key());
    }

    /**
     * The one request for a drawing.
     *
     * @throws EngineException {@link Failure#CREDENTIALS} without a usable key; {@link Failure#INVALID} if a reference is
     *     no image, or all of them are too large for one request
     */
    HttpRequest of(Drawing drawing) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.at(PATH.formatted(drawing.providerModel().name())))
                .header("Content-Type", "application/json");
        return key.on(request).POST(BodyPublishers.ofByteArray(Json.bytes(body(drawing)))).build();
    }

    private static ObjectNode body(Drawing drawing) {
        ObjectNode body = Json.object();
        ObjectNode content = body.putArray("contents").addObject().put("role", "user");
        parts(drawing, content.putArray("parts"));
        ObjectNode config = body.putObject("generationConfig");
        config.putArray("responseModalities").add("IMAGE");
        ObjectNode image = config.putObject("imageConfig")
                .put("aspectRatio", drawing.shape().aspectRatio().wireName());
        drawing.providerModel().sizes().word(drawing.shape().resolution()).ifPresent(size -> image.put("imageSize", size));
        // The catalogue keeps seeds within the 32 bits that the field has.
        drawing.seed().ifPresent(seed -> config.put("seed", (int) seed));
        return body;
    }

    private static void parts(Drawing drawing, ArrayNode parts) {
        parts.addObject().put("text", drawing.prompt());
        long base64 = drawing.references().stream().mapToLong(bytes -> bytes.length * 4L / 3).sum();
        if (base64 + drawing.prompt().length() > MAX_BODY) {
            throw new EngineException(Failure.INVALID, "The reference images are too large for this model, taken together.");
        }
        for (byte[] reference : drawing.references()) {
            ImageHeader header = ImageHeader.read(reference).orElseThrow(() -> Failures.of(Failure.INVALID));
            parts.addObject().putObject("inlineData")
                    .put("mimeType", header.format().mediaType())
                    .put("data", reference);
        }
    }
}
