package dev.imagegen.engine.addon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.PublicError;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.ErrorReply;
import dev.imagegen.engine.http.ImageTree;
import dev.imagegen.engine.http.ProviderAnswer;
import dev.imagegen.engine.http.ProviderErrors;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What answers of the add-on mean that say failure. Its codes are not documented: the status and the category are what counts. */
final class AddOnErrors {

    private final ProviderErrors errors;

    AddOnErrors(ProviderSettings settings) {
        this.errors = new ProviderErrors(settings, Map.of());
    }

    /** A generation that was to be taken, and not waited for. */
    EngineException ofSubmission(ProviderAnswer answer, Drawing drawing) throws IOException {
        ErrorReply reply = ErrorReply.read(answer, drawing.prompt());
        if (reply.status() == 400 && ofTarget(reply)) {
            return new EngineException(Failure.INVALID, new PublicError(Failure.INVALID.code(),
                    "Cloudinary does not accept the target: check target.public_id and target.upload_preset.",
                    Map.of("field", "target")), reply.retryAfter(), reply.report());
        }
        if (reply.status() == 404 && !drawing.references().isEmpty() && !reply.ofModel()) {
            // Nobody can tell which of the two; a reference was checked and put there by us, so neither is the caller's.
            return new EngineException(Failure.NOT_FOUND, new PublicError(Failure.NOT_FOUND.code(),
                    "Cloudinary does not offer this model any more, or could not fetch a reference image."),
                    reply.retryAfter(), reply.report());
        }
        return errors.of(own(reply).orElseGet(() -> errors.failure(reply)), reply, drawing);
    }

    /** An answer that says success, and neither what was taken nor where the image is. */
    EngineException ofImageless(ProviderAnswer answer, ImageTree tree, Drawing drawing) throws IOException {
        return errors.ofImageless(answer, tree, drawing);
    }

    /** A question that was not answered. */
    EngineException ofQuestion(ProviderAnswer answer, Drawing drawing) throws IOException {
        return errors.ofQuestion(answer, drawing);
    }

    private static Optional<Failure> own(ErrorReply reply) {
        return Optional.ofNullable(switch (reply.status()) {
            case 422 -> Failure.REFUSED;
            case 429 -> usedUp(reply) ? Failure.FUNDS : null;
            // In the add-on's own words the model is not available; a machine in between may not know.
            case 502 -> ofAddOn(reply) ? Failure.OVERLOADED : null;
            default -> null;
        });
    }

    private static boolean ofTarget(ErrorReply reply) {
        String said = (reply.message() + " " + reply.fields() + " " + reply.json().path("error").path("details"))
                .toLowerCase(Locale.ROOT);
        return said.contains("public_id") || said.contains("preset");
    }

    private static boolean ofAddOn(ErrorReply reply) {
        return reply.json().path("error").path("category").isTextual();
    }

    private static boolean usedUp(ErrorReply reply) {
        JsonNode json = reply.json();
        boolean quota = json.path("error").path("category").asText("").equals("rate_limit_error");
        return quota && json.path("limits").path("addons_quota").valueStream()
                .anyMatch(entry -> entry.path("remaining").isNumber() && entry.path("remaining").asLong() <= 0);
    }
}
