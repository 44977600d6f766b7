package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders of images at the emulator: their states, what is stored, and for how long. */
class GenerationTest {

    private GenerationStage stage;

    @BeforeEach
    void start() throws IOException {
        stage = new GenerationStage();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void anOrderIsPendingThenProcessingThenCompleted() {
        Got accepted = stage.order("{'prompt': 'A lake', 'async': true}");

        assertEquals(202, accepted.status());
        assertEquals("pending", accepted.json().at("/data/status").asText());
        String id = accepted.json().at("/data/task_id").asText();
        assertTrue(id.matches("[a-f0-9]{64}"), id);
        assertEquals("pending", stage.task(id).at("/data/status").asText());
        stage.release(1);
        stage.await(id, "processing");
        assertTrue(stage.task(id).at("/data/result").isMissingNode());
        stage.release(1);
        JsonNode done = stage.await(id, "completed");
        assertEquals("nano-banana-2", done.at("/data/result/assets/0/model/id").asText());
        assertEquals(9, done.at("/data/limits/addons_quota/0/used_by_request").asInt());
        assertTrue(done.at("/limits").isMissingNode());
        assertEquals(1, stage.emulator.generations());
        assertEquals(1, stage.emulator.billed());
    }

    @Test
    void aSynchronousOrderIsAnsweredWithTheAsset() {
        stage.release(2);

        Got got = stage.order("""
                {'prompt': 'A lake', 'model': {'family': 'flux'}, 'image_size': {'aspect_ratio': '16:9', 'resolution': '2K'},
                 'format': 'jpeg', 'seed': 7, 'target': {'target_type': 'managed_asset', 'public_id': 'gen/lake'}}""");

        assertEquals(200, got.status());
        JsonNode asset = got.json().at("/data/assets/0");
        assertEquals("flux-2-klein-9b", asset.at("/model/id").asText());
        assertEquals(7, asset.path("seed").asInt());
        assertEquals("gen/lake", asset.at("/storage/public_id").asText());
        assertTrue(got.json().has("limits"));
        byte[] image = stage.client.get(asset.at("/storage/secure_url").asText()).response().body();
        assertEquals(new ImageHeader(ImageFormat.JPEG, 2048, 1152), ImageHeader.read(image).orElseThrow());
        assertEquals(image.length, asset.path("bytes").asInt());
        Got info = stage.resource("gen/lake");
        assertEquals(asset.at("/storage/asset_id"), info.json().path("asset_id"));
        assertEquals(asset.at("/storage/version"), info.json().path("version"));
    }

    @Test
    void anAssetThatIsGeneratedAgainKeepsItsAssetId() {
        stage.release(4);
        String order = "{'prompt': 'A lake', 'target': {'target_type': 'managed_asset', 'public_id': 'lake'}}";

        JsonNode first = stage.order(order).json().at("/data/assets/0/storage");
        JsonNode second = stage.order(order).json().at("/data/assets/0/storage");

        assertEquals(first.path("asset_id"), second.path("asset_id"));
        assertTrue(second.path("version").asLong() > first.path("version").asLong());
    }

    @Test
    void aTemporaryAssetIsGoneAfterAWhile() {
        stage.release(2);
        JsonNode storage = stage.order("{'prompt': 'A lake', 'target': {'target_type': 'temporary'}}")
                .json().at("/data/assets/0/storage");

        URI url = URI.create(storage.path("secure_url").asText());
        assertTrue(url.getPath().matches("/v2/acme-demo/uploads/[0-9a-f]{32}/stream"), url.getPath());
        Got got = stage.client.get(url.toString());
        assertEquals("application/octet-stream", got.header("Content-Type"));
        assertTrue(ImageHeader.read(got.response().body()).isPresent());
        stage.clock.advance(Duration.ofMinutes(10));
        assertEquals(404, stage.client.get(url.toString()).status());
    }

    @Test
    void anUnknownFieldBesideTheOthersIsIgnored() {
        stage.release(2);
        assertEquals(200, stage.order("{'prompt': 'a', 'brand_new': 1}").status());
    }

    @Test
    void aStoredAssetIsAReferenceAndAModelTakesAsManyAsItCan() {
        stage.release(2);
        String id = stage.client.upload(EmulatorClient.picture("png", 30, 20), Map.of("public_id", "r")).text("asset_id");
        String one = "{'source_type': 'managed_asset', 'asset_id': '" + id + "'}";

        assertEquals(200, edit("nano-banana-2-edit", one + "," + one).status());
        assertEquals(400, edit("recraft-v3-edit", one + "," + one).status());
        assertEquals(400, edit("recraft-v4-edit", one).status());
        assertEquals(400, edit("flux-2-pro", one).status());
    }

    private Got edit(String model, String references) {
        return stage.post("image_to_image", "{'prompt': 'a', 'model': {'id': '%s'}, 'reference_images': [%s]}"
                .formatted(model, references), EmulatorClient.basic());
    }

    @Test
    void aLookUpByPublicIdIsOfOneTypeAndOneId() {
        stage.client.upload(EmulatorClient.picture("png", 30, 20), Map.of("public_id", "a b/été"));

        assertEquals(30, stage.resource("a%20b/%C3%A9t%C3%A9").json().path("width").asInt());
        assertEquals(404, stage.resource("a%20b").status());
        assertEquals(404, stage.get("/v1_1/acme-demo/resources/image/private/a%20b/%C3%A9t%C3%A9").status());
        assertEquals(401, stage.client.get("/v1_1/acme-demo/resources/image/upload/a").status());
        assertFalse(stage.resource("a%20b/%C3%A9t%C3%A9").header("X-FeatureRateLimit-Remaining").isEmpty());
    }
}
