package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imagegen.asset.AssetStore;
import dev.imagegen.asset.StoredAsset;
import dev.imagegen.asset.Upload;
import dev.imagegen.asset.cloudinary.CloudinarySettings;
import dev.imagegen.asset.cloudinary.CloudinaryStore;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Target;
import dev.imagegen.local.Api.Reply;
import dev.imagegen.local.system.LocalSystem;
import dev.imagegen.local.system.Options;
import dev.imagegen.testing.Await;
import dev.imagegen.testing.Png;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client keys, and images that are not theirs, over HTTP: drawn by the sandbox, and by the add-on, which stores them itself. */
class OthersImagesIT {

    private static final Duration AMPLE = Duration.ofMinutes(5);
    private static final byte[] THEIRS = Png.of(30, 20);

    private LocalSystem system;
    private Api root;
    private Api client;

    private void start(String engine) throws Exception {
        Project project = Project.here();
        Map<String, String> parameters = new HashMap<>(DemoCloud.parameters());
        parameters.put("Engine", engine);
        var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        system = LocalSystem.start(
                new Options(project.template(), parameters, 0, Optional.empty(), project.dynamoDbLib(), Map.of()),
                DemoCloud.cloudinary(), DemoCloud.seeder(DemoCloud.UNLIMITED), log);
        root = new Api(system.address());
        client = key("{\"name\": \"shop\", \"public_id_prefixes\": [\"shop/\"]}");
    }

    @AfterEach
    void stop() {
        system.close();
    }

    private Api key(String body) throws Exception {
        JsonNode key = root.post("keys", body).body().get("data");
        return root.as(key.get("api_key").textValue(), key.get("api_secret").textValue());
    }

    private static Reply image(Api by, String publicId) throws Exception {
        return by.post("text_to_image", """
                {"prompt": "a lamp", "model": {"id": "flux-2-pro"}, "image_size": {"width": 256, "height": 256},
                 "target": {"target_type": "managed_asset", "public_id": "%s"}}""".formatted(publicId));
    }

    private static JsonNode storage(Reply reply) {
        assertEquals(200, reply.status(), reply.body().toString());
        return reply.asset().get("storage");
    }

    private static void isCode(String code, Reply reply) {
        assertEquals(code, reply.body().at("/error/code").textValue(), reply.body().toString());
    }

    /** What people do in the same cloud without this service. */
    private AssetStore elsewhere() {
        URI cloudinary = system.surroundings().functions().stream()
                .flatMap(f -> Optional.ofNullable(f.environment().get("CLOUDINARY_API_BASE")).stream())
                .map(URI::create).findFirst().orElseThrow();
        var settings = new CloudinarySettings(cloudinary, "demo", "demo-cloudinary-key", () -> "demo-cloudinary-secret", AMPLE);
        return new CloudinaryStore(settings, HttpClient.newHttpClient(), new ObjectMapper(), Clock.systemUTC(), _ -> {});
    }

    private StoredAsset theirs(String publicId) {
        return elsewhere().store(new Upload("0", THEIRS, ImageFormat.PNG, new Target.Managed(Optional.of(publicId), Optional.empty()),
                Instant.now()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "cloudinary"})
    void imageOfAClientTakesTheirPlaceFromNobody(String engine) throws Exception {
        start(engine);
        String own = storage(image(client, "shop/lamp")).get("asset_id").textValue();
        assertEquals("shop/lamp", root.get("tasks").body().at("/data/tasks/0/result/assets/0/storage/public_id").textValue());
        isCode("public_id_taken", image(client, "shop/lamp"));
        isCode("public_id_not_allowed", image(client, "logo"));

        StoredAsset theirs = theirs("shop/theirs");
        Reply beside = image(client, "shop/theirs");
        JsonNode storage = storage(beside);
        assertTrue(storage.get("public_id").textValue().startsWith("imagegen/"), storage.toString());
        assertNotEquals(theirs.assetId(), storage.get("asset_id").textValue());
        assertTrue(beside.body().get("notices").toString().contains("Another image lies under 'target.public_id' already."));
        assertArrayEquals(THEIRS, elsewhere().fetch(theirs.assetId()).orElseThrow());

        references(own, theirs);
        freedByItsDeletion(own);
        assertEquals("shop/theirs", storage(image(root, "shop/theirs")).get("public_id").textValue());
    }

    private void references(String own, StoredAsset theirs) throws Exception {
        StoredAsset others = theirs("other/image");
        assertEquals(200, edit(own).status());
        assertEquals(200, edit(theirs.assetId()).status(), "under its prefix");
        Reply unknown = edit("0".repeat(32));
        Reply hidden = edit(others.assetId());
        assertEquals(404, hidden.status());
        assertEquals(unknown.body().get("error"), hidden.body().get("error"));
    }

    private Reply edit(String assetId) throws Exception {
        return client.post("image_to_image", """
                {"prompt": "on a table", "model": {"id": "flux-2-pro-edit"}, "image_size": {"width": 256, "height": 256},
                 "reference_images": [{"source_type": "managed_asset", "asset_id": "%s"}]}""".formatted(assetId));
    }

    private void freedByItsDeletion(String own) throws Exception {
        elsewhere().delete(own);
        Reply again = Await.value(() -> Optional.of(image(client, "shop/lamp")).filter(reply -> reply.status() != 409),
                () -> "still held");
        assertEquals("shop/lamp", storage(again).get("public_id").textValue());
    }
}
