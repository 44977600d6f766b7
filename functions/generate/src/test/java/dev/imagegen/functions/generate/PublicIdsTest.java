package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.access.KeyLimits;
import dev.imagegen.asset.AssetRights;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.task.Task;
import dev.imagegen.testing.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the images of a key may lie: where it was let, and where nobody's image lies that it did not make. */
class PublicIdsTest {

    private static final String ROOT = "demo-key";
    private static final String CLIENT = "client-key";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    private static String body(String more) {
        return "{\"prompt\": \"a lamp\", \"async\": true, \"target\": {\"target_type\": \"managed_asset\"%s}}".formatted(more);
    }

    private static String named(String publicId) {
        return body(", \"public_id\": \"%s\"".formatted(publicId));
    }

    private Door.Reply post(String key, String body) {
        return door.call("POST", "text_to_image", body, Door.headers(key + ":demo-secret"));
    }

    private Door.Reply image(String key, String publicId) {
        return post(key, named(publicId));
    }

    private void rights(AssetRights rights) {
        door.limit(new KeyLimits(KeyLimits.NONE.monthly(), List.of(), Optional.empty(), KeyLimits.NONE.requestsPerSecond(),
                KeyLimits.NONE.tasksAtOnce(), Optional.of(rights)));
    }

    private static void accepted(Door.Reply reply) {
        assertEquals(202, reply.status(), reply.body().toString());
    }

    private void refused(Door.Reply reply, int status, String code, String message) {
        assertEquals(status, reply.status(), reply.body().toString());
        assertEquals(code, reply.error().get("code").textValue());
        assertEquals(message, reply.error().get("message").textValue());
        assertEquals("", document.violations("/components/schemas/ErrorResponse", reply.body()));
    }

    private void taken(Door.Reply reply) {
        refused(reply, 409, "public_id_taken", "'target.public_id' is taken: an image lies there, or is being made for it, and this"
                + " key may not replace it. Name another one, or leave it out.");
        assertEquals("target.public_id", reply.error().at("/details/field").textValue());
    }

    /** Ends the last task with an image at that place. */
    private void store(String publicId) {
        Task queued = door.last();
        Task running = queued.claimed("worker", door.clock.instant(), door.clock.instant().plusSeconds(60));
        assertTrue(door.table.replace(queued, running));
        var storage = new Storage.Managed(URI.create("https://example.com/x.png"), queued.id(), publicId, 17);
        door.endings.complete(running, new StoredAsset(queued.id(), storage, ImageFormat.PNG, 512, 384, 9), running.order().seed(),
                OptionalLong.empty(), List.of());
    }

    private void fail() {
        Task queued = door.last();
        assertTrue(door.table.replace(queued, queued.failed(Samples.failed(ErrorCode.PROVIDER_FAILED))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "lamp", "client-key", "client-keys/lamp", "Client-Key/lamp", "CLIENT-KEY/lamp", "a/client-key/lamp", "demo-key/lamp", "client-key\\u2044lamp",
        "client-key\\uff0flamp", "\\u0441lient-key/lamp", "client\\u2010key/lamp", "clie\\u0301nt-key/lamp", "imagegen/lamp", "imagegen/temporary/lamp",
    })
    void publicIdBeyondTheFolderOfTheKeyIsA403(String publicId) {
        Door.Reply reply = image(CLIENT, publicId);

        refused(reply, 403, "public_id_not_allowed",
                "'target.public_id' must begin with client-key/ for this key. Leave it out, and the image gets one.");
        assertEquals(Json.parse("{\"field\": \"target.public_id\", \"allowed\": [\"client-key/\"]}"), reply.error().get("details"));
        assertEquals(List.of(), door.jobs.sent());
        accepted(image(ROOT, publicId));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "client-key/../lamp", "client-key//lamp", "client-key/./lamp", "client-key/..", "client-key/%2e%2e/lamp", "client-key/..\\\\lamp",
        "client-key/lamp ", "/client-key/lamp", "client-key/\\u202elamp", "client-key\\u200b/lamp", "client-key/la\\u0000mp",
    })
    void trickWithAPathIsA400ForEveryKey(String publicId) {
        for (String key : List.of(CLIENT, ROOT)) {
            assertEquals("invalid_request", image(key, publicId).error().get("code").textValue());
        }
        assertEquals(List.of(), door.jobs.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-key/lamp", "client-key/shop/größe", "client-key/..lamp", "client-key/a..", "client-key/client-key/a"})
    void publicIdInTheFolderOfTheKeyIsAccepted(String publicId) {
        accepted(image(CLIENT, publicId));

        assertEquals(new Target.Managed(Optional.of(publicId), Optional.empty()), door.last().order().target());
        assertEquals(AssetRights.ofClient(CLIENT), door.last().rights());
    }

    @Test
    void requestThatNamesNoPlaceNeedsNoRight() {
        accepted(post(CLIENT, body("")));
        accepted(post(CLIENT, "{\"prompt\": \"a lamp\", \"async\": true}"));
        accepted(post(CLIENT, "{\"prompt\": \"a lamp\", \"async\": true, \"target\": {\"target_type\": \"temporary\"}}"));
        rights(new AssetRights(List.of(), List.of(), false));
        accepted(post(CLIENT, body("")));
        refused(image(CLIENT, "client-key/lamp"), 403, "public_id_not_allowed",
                "This key may not name a 'target.public_id'. Leave it out: the image gets one.");
    }

    @Test
    void prefixesAreWhatThePublicIdBeginsWith() {
        rights(new AssetRights(List.of("shop/", "logo-", "cafe"), List.of(), false));

        accepted(image(CLIENT, "shop/lamp"));
        accepted(image(CLIENT, "logo-1"));
        accepted(image(CLIENT, "cafeteria"));
        refused(image(CLIENT, "cafe\\u0301/lamp"), 403, "public_id_not_allowed",
                "'target.public_id' must begin with shop/ or logo- or cafe for this key. Leave it out, and the image gets one.");
        assertEquals(403, image(CLIENT, "client-key/lamp").status());
    }

    @Test
    void anyPublicIdIsAnyButThoseThatTheServiceDerives() {
        rights(new AssetRights(List.of("*"), List.of(), false));

        accepted(image(CLIENT, "lamp"));
        assertEquals(403, image(CLIENT, "imagegen/" + door.last().id()).status());
    }

    @Test
    void presetIsAllowedByNameAlone() {
        String preset = body(", \"upload_preset\": \"resized\"");
        Door.Reply none = post(CLIENT, preset);
        refused(none, 403, "public_id_not_allowed", "This key may not name a 'target.upload_preset'. Leave it out.");
        assertEquals(Json.parse("{\"field\": \"target.upload_preset\", \"allowed\": []}"), none.error().get("details"));
        rights(new AssetRights(List.of(), List.of("other", "Resized"), false));
        refused(post(CLIENT, preset), 403, "public_id_not_allowed", "'target.upload_preset' must be other or Resized for this key.");

        accepted(post(ROOT, preset));
        rights(new AssetRights(List.of(), List.of("resized"), false));
        accepted(post(CLIENT, preset));
        rights(new AssetRights(List.of(), List.of("*"), false));
        accepted(post(CLIENT, preset));
    }

    @Test
    void publicIdIsTakenWhileItsImageIsBeingMadeAndWhenItLiesThere() {
        accepted(image(CLIENT, "client-key/lamp"));
        taken(image(CLIENT, "client-key/lamp"));
        store("client-key/lamp");
        taken(image(CLIENT, "client-key/lamp"));

        accepted(image(CLIENT, "client-key/lamp2"));
    }

    @Test
    void publicIdOfAnotherKeyIsTakenWhateverOneMay() {
        accepted(image(ROOT, "shop/lamp"));
        rights(new AssetRights(List.of("*"), List.of(), true));

        taken(image(CLIENT, "shop/lamp"));
        store("shop/lamp");
        taken(image(CLIENT, "shop/lamp"));
    }

    @Test
    void publicIdIsFreeAgainWhenItsTaskFailedOrStoredElsewhere() {
        accepted(image(CLIENT, "client-key/lamp"));
        fail();
        accepted(image(CLIENT, "client-key/lamp"));
        assertEquals(200, door.call("DELETE", "tasks/" + door.last().id(), null, Door.headers(CLIENT + ":demo-secret")).status());
        accepted(image(CLIENT, "client-key/lamp"));
        store("imagegen/" + door.last().id());

        accepted(image(CLIENT, "client-key/lamp"));
        taken(image(CLIENT, "client-key/lamp"));
    }

    @Test
    void keyThatMayOverwriteReplacesWhatItMade() {
        rights(new AssetRights(List.of("shop/"), List.of(), true));
        accepted(image(CLIENT, "shop/lamp"));
        accepted(image(CLIENT, "shop/lamp"));
        store("shop/lamp");

        accepted(image(CLIENT, "shop/lamp"));
        fail();
        rights(new AssetRights(List.of("shop/"), List.of(), false));
        taken(image(CLIENT, "shop/lamp"));
    }

    @Test
    void rootKeyReplacesEverything() {
        accepted(image(CLIENT, "client-key/lamp"));
        accepted(image(ROOT, "client-key/lamp"));
        accepted(image(ROOT, "client-key/lamp"));
        store("client-key/lamp");
        accepted(image(ROOT, "client-key/lamp"));

        taken(image(CLIENT, "client-key/lamp"));
    }

    @Test
    void placeThatIsHeldOutlivesItsTask() {
        accepted(image(CLIENT, "client-key/lamp"));
        store("client-key/lamp");
        door.clock.advance(Duration.ofDays(400));

        taken(image(CLIENT, "client-key/lamp"));
    }

    @Test
    void claimOfATaskThatIsForgottenGivesWay() {
        accepted(image(CLIENT, "client-key/lamp"));
        door.clock.advance(Duration.ofDays(400));

        accepted(image(CLIENT, "client-key/lamp"));
    }

    @ParameterizedTest
    @CsvSource({"client-key/lamp, 409", "shop/lamp, 403"})
    void dryRunSaysWhatTheRequestWouldBeToldAndHoldsNothing(String publicId, int status) {
        Door.Reply free = door.call("POST", "text_to_image?dry_run=true", named("client-key/lamp"),
                Door.headers(CLIENT + ":demo-secret"));
        assertEquals(200, free.status(), free.body().toString());
        accepted(image(CLIENT, "client-key/lamp"));

        Door.Reply reply = door.call("POST", "text_to_image?dry_run=true", named(publicId), Door.headers(CLIENT + ":demo-secret"));

        assertEquals(status, reply.status(), reply.body().toString());
    }

    @Test
    void repetitionUnderItsKeyIsAnsweredFromItsTask() {
        Map<String, String> headers = Door.headers(CLIENT + ":demo-secret");
        headers.put("idempotency-key", "1");
        accepted(door.call("POST", "text_to_image", named("client-key/lamp"), headers));

        Door.Reply again = door.call("POST", "text_to_image", named("client-key/lamp"), headers);

        accepted(again);
        assertEquals("true", again.headers().get("Idempotency-Replayed"));
        headers.put("idempotency-key", "2");
        taken(door.call("POST", "text_to_image", named("client-key/lamp"), headers));
        assertEquals(1, door.jobs.sent().size());
    }

    private static String edit(String assetId, String more) {
        return """
                {"prompt": "on a table", "async": true, "model": {"id": "flux-2-pro-edit"}%s,
                 "reference_images": [{"source_type": "managed_asset", "asset_id": "%s"}]}""".formatted(more, assetId);
    }

    private Door.Reply edit(String key, String query, String assetId, String more) {
        return door.call("POST", "image_to_image" + query, edit(assetId, more), Door.headers(key + ":demo-secret"));
    }

    @Test
    void priceDoesNotTellOfTheAssetsOfOthers() {
        accepted(image(ROOT, "shop/lamp"));
        Task root = door.last();
        store("shop/lamp");

        long known = edit(ROOT, "?dry_run=true", root.id(), "").body().at("/data/credits").longValue();
        JsonNode others = edit(CLIENT, "?dry_run=true", root.id(), "").body().get("data");
        assertEquals(edit(CLIENT, "?dry_run=true", "0".repeat(32), "").body().get("data"), others);
        assertTrue(known < others.get("credits").longValue(), "its size is known to the root key");
        rights(new AssetRights(List.of("shop/"), List.of(), false));
        assertEquals(known, edit(CLIENT, "?dry_run=true", root.id(), "").body().at("/data/credits").longValue());
    }

    @Test
    void equalImageMadeFromTheAssetOfAnotherIsNotGiven() {
        accepted(edit(ROOT, "", "0".repeat(32), ""));
        Task made = door.last();
        Task running = made.claimed("worker", door.clock.instant(), door.clock.instant().plusSeconds(60));
        assertTrue(door.table.replace(made, running));
        var storage = new Storage.Managed(URI.create("https://example.com/x.png"), made.id(), "imagegen/" + made.id(), 17);
        door.endings.complete(running, new StoredAsset(made.id(), storage, made.order().format(), made.order().width(),
                made.order().height(), 9), made.order().seed(), OptionalLong.empty(), List.of());

        String reuse = ", \"reuse\": true";
        assertTrue(edit(ROOT, "?dry_run=true", "0".repeat(32), reuse).body().at("/data/reused").booleanValue());
        assertFalse(edit(CLIENT, "?dry_run=true", "0".repeat(32), reuse).body().at("/data/reused").booleanValue());
    }

    @Test
    void keyIsMadeWithItsRightsAndShowsThem() {
        JsonNode plain = made("{\"name\": \"x\"}");
        String id = plain.get("api_key").textValue();
        assertEquals(Json.parse("[\"%s/\"]".formatted(id)), plain.get("public_id_prefixes"));
        assertEquals(Json.parse("[]"), plain.get("upload_presets"));
        assertFalse(plain.get("overwrite").booleanValue());
        assertEquals(Optional.empty(), door.table.findKey(id).orElseThrow().limits().assets());

        JsonNode made = made("{\"name\": \"x\", \"public_id_prefixes\": [\"shop/\"], \"upload_presets\": [\"resized\"], \"overwrite\": true}");
        assertEquals(Optional.of(new AssetRights(List.of("shop/"), List.of("resized"), true)),
                door.table.findKey(made.get("api_key").textValue()).orElseThrow().limits().assets());
        assertEquals(Json.parse("[\"shop/\"]"), made.get("public_id_prefixes"));
        JsonNode one = made("{\"name\": \"x\", \"overwrite\": true}");
        assertEquals(Json.parse("[\"%s/\"]".formatted(one.get("api_key").textValue())), one.get("public_id_prefixes"));

        Door.Reply listed = door.call("GET", "keys", null, Door.headers(ROOT + ":demo-secret"));
        assertEquals("", document.violations("/components/schemas/KeysAnswer", listed.body()));
        JsonNode root = listed.body().at("/data/keys").valueStream()
                .filter(key -> key.get("root").booleanValue()).findFirst().orElseThrow();
        assertTrue(root.get("public_id_prefixes").isNull() && root.get("upload_presets").isNull());
        assertTrue(root.get("overwrite").booleanValue());
    }

    private JsonNode made(String body) {
        Door.Reply reply = door.call("POST", "keys", body, Door.headers(ROOT + ":demo-secret"));
        assertEquals(201, reply.status(), reply.body().toString());
        assertEquals("", document.violations("/components/schemas/NewKeyAnswer", reply.body()));
        assertEquals("", document.violations("/components/schemas/KeyRequest", Json.parse(body)));
        return reply.body().get("data");
    }
}
