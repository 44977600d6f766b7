package dev.imagegen.engine.recraft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.PictureJson;
import dev.imagegen.engine.http.ProviderAnswer;
import dev.imagegen.image.ImageHeader;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** An answer that says success. */
final class RecraftAnswer {

    private static final PictureJson JSON = new PictureJson(Set.of("b64_json"), Set.of("features"));

    /** A thousand of its units are a dollar. */
    private static final long MICRO_DOLLARS_OF_A_UNIT = 1000;

    private final JsonNode json;

    private RecraftAnswer(JsonNode json) {
        this.json = json;
    }

    /** @throws EngineException {@link Failure#NO_IMAGE} if it cannot be read */
    static RecraftAnswer read(ProviderAnswer answer) throws IOException {
        return new RecraftAnswer(JSON.read(answer));
    }

    /** The image, if the answer itself holds it. */
    Optional<byte[]> image() {
        for (JsonNode entry : json.path("data")) {
            Optional<byte[]> image = PictureJson.image(entry.path("b64_json"));
            if (image.isPresent()) {
                return image;
            }
        }
        return Optional.empty();
    }

    /**
     * Where the image is, if the answer does not hold it.
     *
     * @throws EngineException {@link Failure#NO_IMAGE} if it does not say where either
     */
    URI address() {
        for (JsonNode entry : json.path("data")) {
            if (entry.path("url").isTextual()) {
                return uri(entry.path("url").asText());
            }
        }
        throw Failures.of(Failure.NO_IMAGE);
    }

    /** What it cost; empty if it does not say. */
    OptionalLong microDollars() {
        return ForeignNumber.microDollars(json.path("credits"), MICRO_DOLLARS_OF_A_UNIT);
    }

    /** @throws EngineException {@link Failure#NO_IMAGE} if the bytes are no image */
    static byte[] checked(byte[] bytes) {
        if (ImageHeader.read(bytes).isEmpty()) {
            throw Failures.of(Failure.NO_IMAGE);
        }
        return bytes;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // Without the cause: it quotes the address.
            throw Failures.of(Failure.NO_IMAGE);
        }
    }
}
