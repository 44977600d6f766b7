package dev.imagegen.flow;

import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.net.ReceiverRules;
import dev.imagegen.net.UrlRules;
import java.net.URI;
import java.util.Optional;

/** The addresses that a request names, judged before anything is reserved; where their names lead is judged on the way out. */
final class ForeignAddresses {

    private ForeignAddresses() {}

    /**
     * Judges them all.
     *
     * @param receivers for the one that is to be told
     * @throws ImagegenException a 400 naming the field of the first one that can never be reached
     */
    static void check(GenerationRequest request, ReceiverRules receivers) {
        request.notificationUrl().ifPresent(url -> refuse("notification_url", receivers.problem(url)));
        for (int i = 0; i < request.references().size(); i++) {
            if (request.references().get(i) instanceof ReferenceImage.ByUrl(URI url)) {
                refuse("reference_images[" + i + "].url", UrlRules.PUBLIC.problem(url));
            }
        }
    }

    private static void refuse(String field, Optional<String> mistake) {
        mistake.ifPresent(problem -> {
            throw ImagegenException.invalid(field, "'%s': %s".formatted(field, problem));
        });
    }
}
