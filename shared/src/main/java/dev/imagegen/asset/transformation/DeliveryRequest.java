package dev.imagegen.asset.transformation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.Fields;
import dev.imagegen.contract.ImagegenException;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.PublicId;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/** A request for delivery URLs. @param useName its key in the body */
public record DeliveryRequest(Source asset, String useName, Use use) {

    private static final int MAX_ID = 255;
    private static final long MAX_VERSION = 99_999_999_999L;
    private static final List<String> USES = List.of("crops", "product", "banner", "cut_out", "steps");

    /** Finds an asset that a field names; what is not there ends with a 404. */
    public interface Assets extends BiFunction<String, AssetName, Source> {}

    /**
     * Reads a body.
     *
     * @throws ImagegenException a 400 that names the field and says what to write there, or what {@code assets} throws
     */
    public static DeliveryRequest read(byte[] utf8, Assets assets) {
        if (!(Json.parseForeign(utf8) instanceof ObjectNode node)) {
            throw new ImagegenException(ErrorCode.INVALID_JSON, "The body must be a JSON object, for example "
                    + "{\"asset\": {\"public_id\": \"gen/lamp\"}, \"crops\": {\"ratios\": [\"1:1\"], \"width\": 1080}}.");
        }
        Fields body = Fields.ofBody(node);
        body.onlyThese(Set.of("asset", "crops", "product", "banner", "cut_out", "steps"));
        List<String> named = USES.stream().filter(body::has).toList();
        if (named.size() != 1) {
            throw new ImagegenException(ErrorCode.INVALID_REQUEST,
                    "The body takes exactly one of %s beside 'asset'.".formatted(String.join(", ", USES)));
        }
        if (!body.has("asset")) {
            throw body.missing("asset");
        }
        Source asset = source(body.get("asset"), "asset", assets);
        String use = named.getFirst();
        return new DeliveryRequest(asset, use, new UseReader(assets).read(body, use));
    }

    static Source source(JsonNode node, String path, Assets assets) {
        return assets.apply(path, assetName(Fields.of(node, path, "{\"public_id\": \"gen/lamp\"}"), path));
    }

    private static AssetName assetName(Fields asset, String path) {
        if (asset.has("public_id") == asset.has("asset_id")) {
            throw ImagegenException.invalid(
                    path, "'%s' takes one of two forms: {\"public_id\", \"version\"} or {\"asset_id\"}.".formatted(path));
        }
        if (asset.has("asset_id")) {
            asset.onlyThese(Set.of("asset_id"));
            String id = asset.text("asset_id", 1, MAX_ID);
            if (!id.matches("[A-Za-z0-9]+")) {
                throw ImagegenException.invalid(asset.path("asset_id"),
                        "'%s' must be an asset id: letters and digits.".formatted(asset.path("asset_id")));
            }
            return new AssetName.ByAssetId(id);
        }
        asset.onlyThese(Set.of("public_id", "version"));
        String id = PublicId.checked(asset.path("public_id"), asset.text("public_id", 1, MAX_ID));
        if (id.contains(":")) {
            throw ImagegenException.invalid(asset.path("public_id"),
                    "'%s' must not hold a colon: in a URL it would be read as a folder, or as an address."
                            .formatted(asset.path("public_id")));
        }
        OptionalLong version = asset.optionalCount("version");
        if (version.orElse(1) < 1 || version.orElse(1) > MAX_VERSION) {
            throw ImagegenException.invalid(asset.path("version"),
                    "'%s' must be an integer from 1 to %d.".formatted(asset.path("version"), MAX_VERSION));
        }
        return new AssetName.ByPublicId(id, version);
    }
}
