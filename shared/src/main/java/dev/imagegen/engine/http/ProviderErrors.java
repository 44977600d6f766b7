package dev.imagegen.engine.http;

import dev.imagegen.contract.PublicError;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/** Makes of a provider's answers that say failure what the flow understands: the class, and what the operator has to read. */
public final class ProviderErrors {

    private final FailureClasses classes;

    /** @param codes what the provider's own codes and types mean; a status stands for a code where nothing else is said */
    public ProviderErrors(ProviderSettings settings, Map<String, Failure> codes) {
        this.classes = new FailureClasses(settings.unavailable(), codes);
    }

    /** An order that was not taken, or failed. */
    public EngineException of(ProviderAnswer answer, Drawing drawing) throws IOException {
        ErrorReply reply = ErrorReply.read(answer, drawing.prompt());
        return of(failure(reply), reply, drawing);
    }

    /** The class of a refusal. */
    public Failure failure(ErrorReply reply) {
        return classes.of(reply);
    }

    /** A refusal of a class that is known already. */
    public EngineException of(Failure failure, ErrorReply reply, Drawing drawing) {
        return new EngineException(failure, error(failure, reply, drawing), reply.retryAfter(), reply.report());
    }

    /**
     * A question about a picture in the making that was not answered. It says nothing about the picture: it is asked again.
     *
     * @param answer with a status that tells nothing about the picture
     */
    public EngineException ofQuestion(ProviderAnswer answer, Drawing drawing) throws IOException {
        return ofQuestion(ErrorReply.read(answer, drawing.prompt()));
    }

    /** The same, where it is read already. */
    public EngineException ofQuestion(ErrorReply reply) {
        Failure failure = switch (classes.of(reply)) {
            case CREDENTIALS -> Failure.CREDENTIALS;
            case FUNDS -> Failure.FUNDS;
            case RATE_LIMITED -> Failure.RATE_LIMITED;
            case REFUSED, WITHHELD, INVALID, REJECTED, RETIRED, NOT_FOUND, OVERLOADED, UNAVAILABLE, UNAVAILABLE_UNBILLED, FAILED,
                    BROKEN, OUTCOME_UNKNOWN, NO_IMAGE -> Failure.OVERLOADED;
        };
        return new EngineException(failure, new PublicError(failure.code(), Failures.sentence(failure)), reply.retryAfter(),
                reply.report());
    }

    /**
     * An answer that says success and has no image in it: moderation may have refused it all the same.
     *
     * @return {@link Failure#REFUSED}, {@link Failure#WITHHELD} or {@link Failure#NO_IMAGE}
     * @throws IOException if the answer broke off, so that nobody knows what was in it
     */
    public EngineException ofImageless(ProviderAnswer answer, ImageTree tree, Drawing drawing) throws IOException {
        ErrorReply reply = ErrorReply.read(answer, tree.json(), "", drawing.prompt());
        Failure refusal = classes.refusal(reply).orElse(Failure.NO_IMAGE);
        return refusal == Failure.NO_IMAGE ? tree.without() : of(refusal, reply, drawing);
    }

    private static PublicError error(Failure failure, ErrorReply reply, Drawing drawing) {
        if (failure == Failure.INVALID && reply.ofImage() && !drawing.references().isEmpty()) {
            String name = reference(reply, drawing);
            return new PublicError(failure.code(),
                    "The provider cannot use %s: give a png, jpeg or webp of a usual size instead.".formatted(name),
                    Map.of("field", name));
        }
        if (failure == Failure.INVALID && reply.ofPrompt()) {
            return new PublicError(failure.code(), "The provider does not accept the prompt: shorten or reword it.",
                    Map.of("field", "prompt"));
        }
        return new PublicError(failure.code(), Failures.sentence(failure));
    }

    /** As the request calls it. */
    private static String reference(ErrorReply reply, Drawing drawing) {
        int count = drawing.references().size();
        return reply.fields().stream()
                .flatMap(field -> ReferenceField.index(field).stream().boxed())
                .filter(index -> index < count)
                .findFirst()
                .or(() -> Stream.of(0).filter(_ -> count == 1).findFirst())
                .map("reference_images[%d]"::formatted)
                .orElse("reference_images");
    }
}
