package dev.imagegen.local.cloudinary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.image.ImageHeader;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Stores images. */
final class UploadRoute {

    private static final Set<String> TYPES = Set.of("upload", "private", "authenticated");
    private static final int PUBLIC_ID_BYTES = 10;

    private final Shelf shelf;
    private final Describer describer;
    private final Intake intake;
    private final AssetNotifications notifications;

    UploadRoute(Shelf shelf, Describer describer, Intake intake, AssetNotifications notifications) {
        this.shelf = shelf;
        this.describer = describer;
        this.intake = intake;
        this.notifications = notifications;
    }

    Answer answer(Call call, String cloud, Account account) {
        call.parameter("upload_preset").filter(name -> !account.uploadPresets().contains(name)).ifPresent(_ -> {
            throw new Refusal(400, "Upload preset not found");
        });
        String type = checkedType(call.parameter("type").orElse("upload"));
        byte[] given = file(call);
        byte[] bytes = call.parameter("format").map(name -> Converted.to(Converted.format(name), given)).orElse(given);
        ImageHeader measured = ImageHeader.read(bytes).orElseThrow(() -> new Refusal(400, "Invalid image file"));
        String publicId = checkedPublicId(call.parameter("public_id").orElseGet(() -> intake.newId(PUBLIC_ID_BYTES)));
        // One upload at a time: of two under one public id, both must end on one asset id.
        synchronized (shelf) {
            Optional<StoredImage> old = shelf.find(cloud, type, publicId);
            if (old.isPresent() && !call.flag("overwrite", true)) {
                return Answer.json(describer.uploaded(old.get(), account).put("existing", true));
            }
            StoredImage image = intake.store(cloud, type, publicId, bytes, measured,
                    call.parameter("tags").map(tags -> List.of(tags.split(","))).orElse(List.of()),
                    context(call.parameter("context").orElse("")));
            return answer(call, image, account);
        }
    }

    private Answer answer(Call call, StoredImage image, Account account) {
        ObjectNode answer = describer.uploaded(image, account);
        Optional<URI> named = call.parameter("notification_url").map(UploadRoute::address);
        if (call.parameter("upload_preset").filter(Moderation.PRESET::equals).isPresent()) {
            Moderation.pending(answer);
            notifications.moderated(image, account, named);
        } else {
            notifications.uploaded(image, account, named);
        }
        return Answer.json(answer);
    }

    private static URI address(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "Invalid notification_url");
        }
    }

    static String checkedPublicId(String publicId) {
        if (!publicId.strip().equals(publicId)
                || publicId.startsWith("/")
                || publicId.endsWith("/")
                || publicId.matches("(?s).*(//|[?&#\\\\%<>\\p{Cntrl}]).*")) {
            throw new Refusal(400, "public_id (" + publicId + ") is invalid");
        }
        return publicId;
    }

    static String checkedType(String type) {
        if (!TYPES.contains(type)) {
            throw new Refusal(400, "Invalid type " + type);
        }
        return type;
    }

    private static byte[] file(Call call) {
        byte[] bytes = call.file()
                .or(() -> call.parameter("file").map(UploadRoute::dataUri))
                .filter(content -> content.length > 0)
                .orElseThrow(() -> Refusal.missing("file"));
        if (bytes.length > CallReader.LARGEST_FILE) {
            throw CallReader.tooLarge(bytes.length);
        }
        return bytes;
    }

    private static byte[] dataUri(String uri) {
        int comma = uri.indexOf(";base64,");
        if (!uri.startsWith("data:") || comma < 0) {
            throw new Refusal(400, "The emulator takes bytes and data URIs only");
        }
        try {
            return Base64.getDecoder().decode(uri.substring(comma + ";base64,".length()));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "Invalid image file");
        }
    }

    /** Pairs joined with a pipe; a backslash makes the next character plain. */
    private static Map<String, String> context(String text) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.split("(?<!\\\\)\\|")) {
            String[] parts = pair.split("(?<!\\\\)=", 2);
            if (parts.length == 2) {
                pairs.put(parts[0], parts[1].replaceAll("\\\\(.)", "$1"));
            }
        }
        return pairs;
    }
}
