package dev.imagegen.asset.transformation;

import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The answer to a request for delivery URLs. */
public record DeliveryUrls(List<Named> urls, List<Notice> notices) {

    /** Longer ones are cut or refused on their way by some that handle them. */
    private static final int MAX_URL = 2000;

    /** One URL. @param size of the picture; empty if it depends on what is in it */
    public record Named(String name, String url, Optional<Size> size) {}

    /** @throws ImagegenException a 400 if a URL would be too long */
    public static DeliveryUrls of(DeliveryRequest request, UrlWriter writer) {
        List<Named> urls = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (Picture picture : request.use().of(request.asset())) {
            String url = writer.url(picture);
            if (url.length() > MAX_URL) {
                throw ImagegenException.invalid(request.useName(),
                        ("'%s' makes a URL of %d characters, and %d are the most that is safe to pass on:"
                                + " write shorter or fewer texts.").formatted(request.useName(), url.length(), MAX_URL));
            }
            urls.add(new Named(picture.name(), url, PictureSize.of(picture)));
            notices.addAll(notices(picture));
        }
        return new DeliveryUrls(urls, notices);
    }

    private static List<Notice> notices(Picture picture) {
        List<Notice> notices = new ArrayList<>();
        if (picture.removesBackground()) {
            notices.add(Notice.info(("The URL '%s' removes a background, which the store counts as %d transformations"
                    + " when it is first opened; until it is made the answer may be 423.").formatted(picture.name(), Step.REMOVAL)));
        }
        if (picture.steps().stream().anyMatch(step -> step instanceof Step.ImageLayer layer && layer.removal())) {
            notices.add(Notice.warning(("The URL '%s' removes it inside a layer: every variant counts again."
                    + " Upload the cut-out as an asset of its own and name that one to pay once.").formatted(picture.name())));
        }
        if (PictureSize.enlarges(picture)) {
            Size size = picture.base().size().orElseThrow();
            notices.add(Notice.warning("The URL '%s' enlarges the asset, which has %d x %d pixels only."
                    .formatted(picture.name(), size.width(), size.height())));
        }
        return notices;
    }
}
