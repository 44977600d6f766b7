package dev.imagegen.local.cloudinary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives images: originals by download links, and what the delivery network gives. */
final class OriginalRoutes {

    private static final Set<String> FORMATS = Set.of("png", "jpg", "jpeg", "webp");
    private static final Duration DEFAULT_LINK_LIFE = Duration.ofHours(1);
    private static final Map<String, String> CACHED =
            Map.of("Cache-Control", "public, max-age=2592000", "Access-Control-Allow-Origin", "*");

    private final Shelf shelf;
    private final DerivedImages derived;
    private final Gate gate;
    private final NegativeCache misses;
    private final Clock clock;

    OriginalRoutes(Shelf shelf, Gate gate, NegativeCache misses, Clock clock) {
        this.shelf = shelf;
        this.derived = new DerivedImages(shelf);
        this.gate = gate;
        this.misses = misses;
        this.clock = clock;
    }

    Answer downloadByPublicId(Call call, String cloud, Account account) {
        admitLink(call, account);
        String type = UploadRoute.checkedType(call.parameter("type").orElse("upload"));
        String publicId = call.required("public_id");
        return download(call, shelf.find(cloud, type, publicId), publicId);
    }

    Answer downloadByAssetId(Call call, String cloud, Account account) {
        admitLink(call, account);
        String assetId = call.required("asset_id");
        return download(call, shelf.find(cloud, assetId), assetId);
    }

    private void admitLink(Call call, Account account) {
        Instant end = gate.admitSigned(call, account).plus(DEFAULT_LINK_LIFE);
        if (call.parameter("expires_at").isPresent()) {
            end = Gate.seconds(call, "expires_at");
        }
        if (!clock.instant().isBefore(end)) {
            throw new Refusal(401, "The link has expired");
        }
    }

    private Answer download(Call call, Optional<StoredImage> found, String id) {
        StoredImage image = found.orElseThrow(() -> Refusal.notFound(id));
        if (call.parameter("transformation").isPresent()
                || call.parameter("format").filter(format -> !isFormatOf(image, format)).isPresent()) {
            throw new Refusal(400, "The emulator delivers originals only");
        }
        return Answer.image(image, shelf.bytes(image).orElseThrow(() -> Refusal.notFound(id)))
                .with(Map.of("Cache-Control", "private, no-store"));
    }

    /** Of a public image also what is made of it. */
    Answer deliver(Call call, Account account) {
        List<String> segments = call.path();
        String address = String.join("/", segments);
        if (misses.has(address)) {
            return Answer.deliveryError(404, "Resource not found - " + segments.getLast());
        }
        DeliveryPath path = DeliveryPath.read(segments.subList(2, segments.size()));
        if (!path.isSigned(account)) {
            return Answer.deliveryError(401, "The URL needs a right signature");
        }
        Optional<StoredImage> image = find(segments.getFirst(), path);
        Optional<byte[]> bytes = image.flatMap(shelf::bytes);
        if (bytes.isEmpty()) {
            misses.add(address);
            return Answer.deliveryError(404, "Resource not found - " + path.source());
        }
        misses.forget(address);
        String extension = path.source().substring(path.source().lastIndexOf('.') + 1);
        // Behind a dot that belongs to the public id stands no format.
        boolean names = FORMATS.contains(extension)
                && !CallReader.decodeSegment(path.source()).equals(image.get().publicId());
        if (path.transformation().isEmpty() && !(names && !isFormatOf(image.get(), extension))) {
            return Answer.image(image.get(), bytes.get()).with(CACHED);
        }
        Optional<String> format = names ? Optional.of(extension.equals("jpeg") ? "jpg" : extension) : Optional.empty();
        Answer answer = derived.answer(image.get(), path.transformation(), format, call.accept().orElse(""));
        return answer.status() == 200 ? answer.with(CACHED) : answer;
    }

    /** An extension may be part of the public id, so that is what is looked for first. */
    private Optional<StoredImage> find(String cloud, DeliveryPath path) {
        String source = CallReader.decodeSegment(path.source());
        int dot = source.lastIndexOf('.');
        return shelf.find(cloud, path.type(), source)
                .or(() -> dot > 0 && FORMATS.contains(source.substring(dot + 1))
                        ? shelf.find(cloud, path.type(), source.substring(0, dot))
                        : Optional.empty());
    }

    private static boolean isFormatOf(StoredImage image, String format) {
        return image.format().equals(format.equals("jpeg") ? "jpg" : format);
    }
}
