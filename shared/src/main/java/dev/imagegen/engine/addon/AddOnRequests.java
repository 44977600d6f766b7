package dev.imagegen.engine.addon;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.asset.PublicIds;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Operation;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.http.KeyHeader;
import dev.imagegen.task.SizeJson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is sent to Cloudinary. All of it fails with {@link Failure#CREDENTIALS} if there is no secret. */
final class AddOnRequests {

    private static final int SHORTEST_SIDE = 64;
    private static final int LONGEST_SIDE = 4096;

    private final ProviderSettings settings;
    private final String cloud;
    private final Optional<URI> webhook;
    private final KeyHeader key;

    AddOnRequests(ProviderSettings settings, String cloud, String apiKey, Optional<URI> webhook) {
        this.settings = settings;
        this.cloud = cloud;
        this.webhook = webhook;
        this.key = new KeyHeader("Authorization", "Basic ", () -> basic(apiKey, settings.key().get()));
    }

    /** @param references where the add-on finds them; none for text to image */
    HttpRequest submission(Drawing drawing, List<URI> references) {
        Operation operation = references.isEmpty() ? Operation.TEXT_TO_IMAGE : Operation.IMAGE_TO_IMAGE;
        ObjectNode body = Json.object().put("prompt", drawing.prompt());
        body.putObject("model").put("id", drawing.model());
        size(drawing).ifPresent(size -> body.set("image_size", size));
        body.put("format", drawing.format().wireName());
        body.set("target", target(drawing));
        drawing.seed().ifPresent(seed -> body.put("seed", seed));
        body.put("async", true);
        webhook.ifPresent(url -> body.put("notification_url", forTask(url, drawing.taskId())));
        if (!references.isEmpty()) {
            ArrayNode list = body.putArray("reference_images");
            references.forEach(url -> list.addObject().put("source_type", "url").put("url", url.toString()));
        }
        return key.on(HttpRequest.newBuilder(generation(operation.wireName())))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    /** Where the state of a generation is. @param id the add-on's */
    URI task(String id) {
        return generation("tasks/" + id);
    }

    /** @throws EngineException {@link Failure#CREDENTIALS} if there is no secret */
    HttpRequest get(URI url) {
        return key.on(HttpRequest.newBuilder(url)).build();
    }

    /** Where Cloudinary says what it has under a public id. */
    URI resource(String publicId) {
        String path = Arrays.stream(publicId.split("/"))
                .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return settings.at("/v1_1/" + cloud + "/resources/image/upload/" + path);
    }

    private URI generation(String path) {
        return settings.at("/v2/generate/" + cloud + "/" + path);
    }

    /**
     * What the model makes of a size is passed on as it was asked for, if it was. All others are pixels, which are exact; only sizes
     * that the add-on does not take as pixels are named by shape.
     */
    private static Optional<ObjectNode> size(Drawing drawing) {
        return drawing.asked().isPresent()
                ? drawing.asked().filter(asked -> asked.size().isPresent()).map(SizeJson::write)
                : Optional.of(resolved(drawing));
    }

    private static ObjectNode resolved(Drawing drawing) {
        boolean takesPixels = Math.min(drawing.width(), drawing.height()) >= SHORTEST_SIDE
                && Math.max(drawing.width(), drawing.height()) <= LONGEST_SIDE;
        return takesPixels
                ? Json.object().put("width", drawing.width()).put("height", drawing.height())
                : Json.object()
                        .put("aspect_ratio", drawing.shape().aspectRatio().wireName())
                        .put("resolution", drawing.shape().resolution().wireName());
    }

    /** The public id is always said: by it the image is found again if every answer is lost. */
    private static ObjectNode target(Drawing drawing) {
        return switch (drawing.target()) {
            case Target.Managed managed -> {
                ObjectNode target = Json.object()
                        .put("target_type", "managed_asset")
                        .put("public_id", PublicIds.managed(managed, drawing.taskId()));
                managed.uploadPreset().ifPresent(preset -> target.put("upload_preset", preset));
                yield target;
            }
            case Target.Temporary _ -> Json.object().put("target_type", "temporary");
        };
    }

    private static String forTask(URI webhook, String taskId) {
        return webhook + (webhook.getQuery() == null ? "?" : "&") + "task=" + URLEncoder.encode(taskId, UTF_8);
    }

    private static String basic(String apiKey, String secret) {
        return secret == null || secret.isBlank()
                ? ""
                : Base64.getEncoder().encodeToString((apiKey + ":" + secret.strip()).getBytes(UTF_8));
    }
}
