package dev.imagegen.engine.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.KeyHeader;
import dev.imagegen.engine.http.MultipartBody;
import dev.imagegen.image.ImageHeader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is sent for a drawing. Size and quality are always said: left to the provider, nobody knows what they will cost. */
final class OpenAiRequests {

    private static final String GENERATIONS = "/v1/images/generations";
    private static final String EDITS = "/v1/images/edits";

    private final ProviderSettings settings;
    private final KeyHeader key;

    OpenAiRequests(ProviderSettings settings) {
        this.settings = settings;
        this.key = new KeyHeader("Authorization", "Bearer ", settings.key());
    }

    /**
     * The one request for a drawing.
     *
     * @throws EngineException {@link Failure#CREDENTIALS} without a usable key; {@link Failure#INVALID} if a reference is
     *     no image; {@link Failure#REJECTED} if the catalogue names no quality
     */
    HttpRequest of(Drawing drawing) {
        HttpRequest.Builder request = drawing.references().isEmpty() ? generation(drawing) : edit(drawing);
        return key.on(request).build();
    }

    private HttpRequest.Builder generation(Drawing drawing) {
        ObjectNode body = Json.object();
        fields(drawing).forEach(body::put);
        body.put("moderation", "auto");
        body.put("n", 1);
        return HttpRequest.newBuilder(settings.at(GENERATIONS))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)));
    }

    /** Without a word on moderation: it is documented for generations only, and what is not known is rejected. */
    private HttpRequest.Builder edit(Drawing drawing) {
        MultipartBody body = new MultipartBody();
        fields(drawing).forEach(body::text);
        body.text("n", "1");
        List<byte[]> references = drawing.references();
        for (int i = 0; i < references.size(); i++) {
            ImageFormat format = ImageHeader.read(references.get(i))
                    .orElseThrow(() -> Failures.of(Failure.INVALID))
                    .format();
            String fileName = "ref-%d.%s".formatted(i + 1, format.extension());
            body.file("image[]", fileName, format.mediaType(), references.get(i));
        }
        return body.post(HttpRequest.newBuilder(settings.at(EDITS)));
    }

    private static Map<String, String> fields(Drawing drawing) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model", drawing.providerModel().name());
        fields.put("prompt", drawing.prompt());
        fields.put("size", drawing.width() + "x" + drawing.height());
        fields.put("quality", drawing.providerModel().quality().orElseThrow(() -> Failures.of(Failure.REJECTED)));
        fields.put("output_format", drawing.format().wireName());
        return fields;
    }
}
