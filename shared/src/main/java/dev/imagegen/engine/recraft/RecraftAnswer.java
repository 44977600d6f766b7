package dev.imagegen.engine.recraft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.Failures;
import dev.imagegen.engine.http.PictureJson;
import dev.imagegen.engine.http.ProviderAnswer;
import dev.imagegen.image.ImageHeader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** An answer that says success. */
final class RecraftAnswer {

    private static final PictureJson JSON = new PictureJson(Set.of("b64_json"), Set.of("features"));

    /** A thousand of its units are a dollar. */
    private static final BigDecimal MICRO_DOLLARS_PER_UNIT = BigDecimal.valueOf(1000);

    private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(1_000_000_000);

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
        JsonNode units = json.path("credits");
        if (!units.isNumber() || units.decimalValue().signum() < 0 || units.decimalValue().compareTo(MOST_UNITS) > 0) {
            return OptionalLong.empty();
        }
        BigDecimal cost = units.decimalValue().multiply(MICRO_DOLLARS_PER_UNIT);
        return OptionalLong.of(cost.setScale(0, RoundingMode.CEILING).longValueExact());
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
