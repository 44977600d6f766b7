package dev.imagegen.engine.addon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.asset.PublicIds;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.contract.WireEnum;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.http.ForeignNumber;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.http.ResultDownload;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.task.Ids;
import dev.imagegen.webhook.Moderations;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Images that the add-on put into the asset store: what it says about them, and what has to be found out. */
final class ManagedAssets {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Of pixels, bytes, and seconds since 1970. */
    private static final long MOST = 1_000_000_000_000L;

    private final AddOnRequests requests;
    private final ProviderHttp http;
    private final ResultDownload download;
    private final AddOnErrors errors;

    ManagedAssets(AddOnRequests requests, ProviderHttp http, ResultDownload download, AddOnErrors errors) {
        this.requests = requests;
        this.http = http;
        this.download = download;
        this.errors = errors;
    }

    /**
     * The asset of a generation's answer.
     *
     * @throws EngineException {@link Failure#OVERLOADED} if what is missing could not be found out just now
     */
    StoredAsset of(JsonNode asset, Drawing drawing) {
        JsonNode storage = asset.path("storage");
        if (complete(storage)) {
            return stored(storage, asset);
        }
        JsonNode known = Optional.of(storage.path("public_id").asText(""))
                .filter(id -> !id.isEmpty())
                .flatMap(id -> lookUp(id, drawing))
                .filter(ManagedAssets::complete)
                .orElseThrow(() -> new EngineException(Failure.OVERLOADED, "Cloudinary does not know its own image yet."));
        return stored(known, known);
    }

    /** The asset under the public id of a task, if the task can have made it. */
    Optional<StoredAsset> madeBy(Drawing drawing, Target.Managed target) {
        return lookUp(PublicIds.managed(target, drawing.taskId()), drawing)
                .filter(ManagedAssets::complete)
                .filter(known -> target.publicId().isEmpty() || since(drawing.taskId(), known))
                .map(known -> stored(known, known));
    }

    /** A public id of the caller's may have been in use before. The version is the time of the last upload. */
    private static boolean since(String taskId, JsonNode known) {
        Instant stored = Instant.ofEpochSecond(number(known, "version"));
        return Ids.madeAt(taskId)
                .filter(made -> !stored.isBefore(made.truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }

    private Optional<JsonNode> lookUp(String publicId, Drawing drawing) {
        return http.ask(requests.get(requests.resource(publicId)), PATIENCE, answer -> {
            if (answer.status() == 404) {
                return Optional.empty();
            }
            if (!answer.ok()) {
                throw errors.ofQuestion(answer, drawing);
            }
            return Optional.of(known(answer.json()));
        });
    }

    private static JsonNode known(JsonNode json) {
        if (!json.isObject()) {
            throw new EngineException(Failure.OVERLOADED, "Cloudinary's answer cannot be read.");
        }
        return json;
    }

    private static boolean complete(JsonNode storage) {
        return !storage.path("asset_id").asText("").isEmpty()
                && !storage.path("public_id").asText("").isEmpty()
                && number(storage, "version") > 0
                && storage.path("secure_url").isTextual();
    }

    /** @param media says format, size and length, or does not */
    private StoredAsset stored(JsonNode storage, JsonNode media) {
        URI url = download.address(storage.path("secure_url").asText());
        var place = new Storage.Managed(url, storage.path("asset_id").asText(), storage.path("public_id").asText(),
                number(storage, "version"));
        String word = media.path("format").asText("");
        Optional<ImageFormat> format = WireEnum.find(ImageFormat.class, word.equals("jpg") ? "jpeg" : word);
        long width = number(media, "width");
        long height = number(media, "height");
        long bytes = number(media, "bytes");
        List<Moderation> moderations = Moderations.read(media.path("moderation"), Instant.ofEpochSecond(place.version()));
        return format.isPresent() && side(width) && side(height) && bytes > 0
                ? new StoredAsset(place.assetId(), place, format.get(), (int) width, (int) height, bytes, moderations)
                : measured(place, moderations);
    }

    /** 0 if it is none that can be meant. */
    private static long number(JsonNode node, String field) {
        return ForeignNumber.whole(node.path(field)).stream().filter(number -> number > 0 && number <= MOST).findFirst().orElse(0);
    }

    private static boolean side(long pixels) {
        return pixels > 0 && pixels <= Integer.MAX_VALUE;
    }

    private StoredAsset measured(Storage.Managed place, List<Moderation> moderations) {
        byte[] bytes = download.bytes(place.secureUrl());
        ImageHeader header = ImageHeader.read(bytes).orElseThrow(() -> new EngineException(Failure.NO_IMAGE,
                "Cloudinary stored something else than a png, jpeg or webp: the upload preset must not convert it."));
        return new StoredAsset(place.assetId(), place, header.format(), header.width(), header.height(), bytes.length,
                moderations);
    }
}
