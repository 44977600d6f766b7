package dev.imagegen.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.WireEnum;
import java.util.Optional;

/** A size that is passed on, as JSON in the words of the contract; an empty object if none was asked for. */
public final class SizeJson {

    private SizeJson() {}

    public static ObjectNode write(SizeAsked asked) {
        return asked.size().map(SizeJson::write).orElseGet(Json::object);
    }

    private static ObjectNode write(ImageSize size) {
        return switch (size) {
            case Pixels(int width, int height) -> Json.object().put("width", width).put("height", height);
            case Shape(AspectRatio ratio, Resolution tier) ->
                Json.object().put("aspect_ratio", ratio.wireName()).put("resolution", tier.wireName());
        };
    }

    static SizeAsked read(JsonNode node) {
        if (node.has("width")) {
            return new SizeAsked(Optional.of(new Pixels(node.get("width").intValue(), node.get("height").intValue())));
        }
        return new SizeAsked(Optional.ofNullable(node.path("aspect_ratio").textValue()).map(ratio -> new Shape(
                WireEnum.of(AspectRatio.class, ratio), WireEnum.of(Resolution.class, node.get("resolution").textValue()))));
    }
}
