package dev.imagegen.contract;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request as the contract has it: read and checked, not yet resolved against the catalogue.
 *
 * @param prompt 1 to 16384 characters
 * @param format the wish; the model may offer only another one
 * @param seed 0 or more; empty where the caller gave none or null
 * @param references 1 to 4 for {@link Operation#IMAGE_TO_IMAGE}, none otherwise
 * @param reuse true if an image that was made for an equal request will do
 * @param maxCredits the most that it may cost, 1 or more; empty for no limit of its own
 */
public record GenerationRequest(
        Operation operation,
        String prompt,
        Optional<ModelSelection> model,
        Optional<ImageSize> imageSize,
        ImageFormat format,
        Target target,
        OptionalLong seed,
        boolean async,
        Optional<URI> notificationUrl,
        List<ReferenceImage> references,
        boolean reuse,
        OptionalInt maxCredits) {

    public GenerationRequest {
        references = List.copyOf(references);
    }

    /** Characters of the prompt, as a person counts them. */
    public int promptLength() {
        return prompt.codePointCount(0, prompt.length());
    }
}
