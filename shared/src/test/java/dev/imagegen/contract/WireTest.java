package dev.imagegen.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of an answer, as they stand on the wire and back. */
class WireTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Storage MANAGED = new Storage.Managed(
            URI.create("https://example.com/demo/image/upload/v17/lamp.png"), "4b7c0d1e2f3a495867768594a3b2c1d0", "lamp", 17);
    private static final Storage TEMPORARY =
            new Storage.Temporary(URI.create("https://example.com/lamp.png?signature=a"), NOW.plusSeconds(3600));

    private static Asset asset(Storage storage, OptionalLong seed) {
        return new Asset(storage, ImageFormat.JPEG, 1024, 768, 5_000_000_000L,
                new ModelName("flux", Tier.PREMIUM, "flux-2-pro"), seed, NOW);
    }

    @Test
    void managedAssetIsWrittenAsTheContractSays() {
        assertEquals(
                Json.parse("""
                        {
                          "storage": {
                            "storage_type": "managed_asset",
                            "secure_url": "https://example.com/demo/image/upload/v17/lamp.png",
                            "asset_id": "4b7c0d1e2f3a495867768594a3b2c1d0",
                            "public_id": "lamp",
                            "resource_type": "image",
                            "type": "upload",
                            "version": 17
                          },
                          "format": "jpeg",
                          "width": 1024,
                          "height": 768,
                          "bytes": 5000000000,
                          "model": {"family": "flux", "tier": "premium", "id": "flux-2-pro"},
                          "seed": 4294967295,
                          "created_at": "2026-11-22T10:00:00Z"
                        }"""),
                written(WireWriter.asset(asset(MANAGED, OptionalLong.of(4_294_967_295L)))));
    }

    @Test
    void temporaryAssetWithoutSeedIsWrittenAsTheContractSays() {
        var node = written(WireWriter.asset(asset(TEMPORARY, OptionalLong.empty())));
        assertEquals(
                Json.parse("""
                        {
                          "storage_type": "temporary",
                          "secure_url": "https://example.com/lamp.png?signature=a",
                          "expires_at": "2026-11-22T11:00:00Z"
                        }"""),
                node.get("storage"));
        assertEquals("null", node.get("seed").toString());
    }

    @Test
    void assetIsReadBackAsItWasWritten() {
        for (Storage storage : List.of(MANAGED, TEMPORARY)) {
            for (OptionalLong seed : List.of(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(Long.MAX_VALUE))) {
                Asset asset = asset(storage, seed);
                assertEquals(asset, WireReader.asset(written(WireWriter.asset(asset))));
            }
        }
    }

    @Test
    void resultHoldsItsAssetInAList() {
        Asset asset = asset(MANAGED, OptionalLong.empty());
        var node = written(WireWriter.assets(asset));
        assertEquals(1, node.get("assets").size());
        assertEquals(asset, WireReader.asset(node.get("assets").get(0)));
    }

    @Test
    void storageOfAnotherTypeIsNotRead() {
        var node = WireWriter.asset(asset(TEMPORARY, OptionalLong.empty()));
        node.withObject("/storage").put("storage_type", "elsewhere");
        assertThrows(IllegalArgumentException.class, () -> WireReader.asset(node));
    }

    @ParameterizedTest
    @EnumSource
    void errorIsReadBackAsItWasWritten(ErrorCode code) {
        var error = new PublicError(code, "It failed.", Map.of("field", "prompt", "allowed", List.of("a", "b"), "max", 3));
        var node = written(WireWriter.error(error));
        assertEquals(code.category().wireName(), node.get("category").textValue());
        assertEquals(code.wireName(), node.get("code").textValue());
        assertEquals(node, written(WireWriter.error(WireReader.error(node))));
    }

    @Test
    void errorWithoutDetailsHasNone() {
        var error = new PublicError(ErrorCode.TASK_NOT_FOUND, "There is no task with this id.");
        assertEquals(
                Json.parse("""
                        {"category": "user_error", "code": "task_not_found", "message": "There is no task with this id."}"""),
                written(WireWriter.error(error)));
        assertEquals(error, WireReader.error(written(WireWriter.error(error))));
    }

    @Test
    void noticesAreReadBackInTheirOrder() {
        var notices = List.of(Notice.info("one"), Notice.warning("two"), new Notice(Severity.BLOCKING, "three"));
        assertEquals(notices, WireReader.notices(written(WireWriter.notices(notices))));
        assertEquals(List.of(), WireReader.notices(written(WireWriter.notices(List.of()))));
    }

    @Test
    void limitsAreWrittenWithNullForWhatHasNoLimit() {
        assertEquals(
                Json.parse("""
                        {"addons_quota": [{"type": "image_generation", "used_by_request": 4, "remaining": 46, "limit": 50}]}"""),
                written(WireWriter.limits(new Limits(OptionalLong.of(4), OptionalLong.of(46), OptionalLong.of(50)))));
        assertEquals(
                Json.parse("""
                        {"addons_quota": [{"type": "image_generation", "used_by_request": null, "remaining": null, "limit": null}]}"""),
                written(WireWriter.limits(new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4k", "", "1K "})
    void wordOfNoConstantIsNotFound(String word) {
        assertEquals(Optional.empty(), WireEnum.find(Resolution.class, word));
        assertThrows(IllegalArgumentException.class, () -> WireEnum.of(Resolution.class, word));
    }

    /** Over the text, as a client reads it. */
    private static JsonNode written(JsonNode node) {
        return Json.parse(Json.write(node));
    }
}
