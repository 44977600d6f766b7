package dev.imagegen.flow;

import dev.imagegen.contract.GenerationRequest;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.ReferenceImage;
import dev.imagegen.net.UrlRules;
import java.net.URI;

/** The addresses that a request names, judged before anything is reserved; where their names lead is judged on the way out. */
final class ForeignAddresses {

    private ForeignAddresses() {}

    /** @throws ImagegenException a 400 naming the field of the first one that can never be fetched */
    static void check(GenerationRequest request) {
        request.notificationUrl().ifPresent(url -> check("notification_url", url));
        for (int i = 0; i < request.references().size(); i++) {
            if (request.references().get(i) instanceof ReferenceImage.ByUrl(URI url)) {
                check("reference_images[" + i + "].url", url);
            }
        }
    }

    private static void check(String field, URI url) {
        UrlRules.PUBLIC.problem(url).ifPresent(problem -> {
            throw ImagegenException.invalid(field, "'%s': %s".formatted(field, problem));
        });
    }
}
