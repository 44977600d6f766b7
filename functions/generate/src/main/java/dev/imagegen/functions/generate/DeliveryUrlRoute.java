package dev.imagegen.functions.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.access.ApiKey;
import dev.imagegen.asset.transformation.AssetName;
import dev.imagegen.asset.transformation.DeliveryRequest;
import dev.imagegen.asset.transformation.DeliveryUrls;
import dev.imagegen.asset.transformation.Size;
import dev.imagegen.asset.transformation.Source;
import dev.imagegen.asset.transformation.UrlWriter;
import dev.imagegen.contract.Asset;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.PublicError;
import dev.imagegen.contract.Storage;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.task.TaskStore;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code POST delivery_urls}: addresses of what the store makes of an asset. Nothing is stored or called. */
final class DeliveryUrlRoute implements Route {

    private final Entrance entrance;
    private final TaskStore tasks;
    private final URI base;
    private final Clock clock;

    /** @param base scheme and host of delivery */
    DeliveryUrlRoute(Entrance entrance, TaskStore tasks, URI base, Clock clock) {
        this.entrance = entrance;
        this.tasks = tasks;
        this.base = base;
        this.clock = clock;
    }

    @Override
    public Answer answer(Call call) {
        ApiKey caller = entrance.of(call);
        var request = DeliveryRequest.read(JsonBody.of(call), (field, name) -> source(caller, field, name));
        // The vendor's library is loaded here, with the first call, so that nobody else's start pays for it.
        DeliveryUrls urls = DeliveryUrls.of(request, new UrlWriter(base, caller.cloud()));
        ObjectNode body = Json.object();
        ArrayNode list = body.putObject("data").putArray("urls");
        urls.urls().forEach(url -> list.add(named(url)));
        return Answer.envelope(200, body, urls.notices(), call.requestId());
    }

    private static ObjectNode named(DeliveryUrls.Named url) {
        ObjectNode node = Json.object().put("name", url.name()).put("url", url.url());
        url.size().ifPresent(size -> node.put("width", size.width()).put("height", size.height()));
        return node;
    }

    private Source source(ApiKey caller, String field, AssetName name) {
        return switch (name) {
            // Whoever knows the name of a public asset can have any picture made of it anyway.
            case AssetName.ByPublicId known -> new Source(known.publicId(), known.version(), Optional.empty());
            case AssetName.ByAssetId byId -> tasks.ofAsset(byId.assetId())
                    .filter(task -> VisibleTasks.visible(task, caller) && !task.forgotten(clock.instant()))
                    .flatMap(DeliveryUrlRoute::source)
                    .orElseThrow(() -> notFound(field));
        };
    }

    private static Optional<Source> source(Task task) {
        return task.state() instanceof TaskState.Completed completed
                        && completed.assetGone().isEmpty()
                        && completed.failure().isEmpty()
                        && completed.asset().storage() instanceof Storage.Managed managed
                ? Optional.of(source(completed.asset(), managed))
                : Optional.empty();
    }

    private static Source source(Asset asset, Storage.Managed stored) {
        return new Source(stored.publicId(), OptionalLong.of(stored.version()),
                Optional.of(new Size(asset.width(), asset.height())));
    }

    private static ImagegenException notFound(String field) {
        String path = field + ".asset_id";
        return new ImagegenException(new PublicError(ErrorCode.ASSET_NOT_FOUND,
                "'%s': there is no stored asset with this id.".formatted(path), Map.of("field", path)));
    }
}
