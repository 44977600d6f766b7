package dev.imagegen.local.cloudinary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that the emulator refuses, by themselves or on purpose, in the envelope of the contract. */
class GenerationRefusalTest {

    private GenerationStage stage;

    @BeforeEach
    void start() throws IOException {
        stage = new GenerationStage();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{}", "{'prompt': ''}", "{'prompt': 7}", "{'prompt': null}", "{'prompt': 'a', 'model': 'flux'}",
        "{'prompt': 'a', 'model': {}}", "{'prompt': 'a', 'model': {'id': 'flux-9'}}",
        "{'prompt': 'a', 'model': {'id': 'flux-2-pro-edit'}}", "{'prompt': 'a', 'model': {'id': 'flux-2-pro', 'tier': 'premium'}}",
        "{'prompt': 'a', 'model': {'family': 'muse'}}", "{'prompt': 'a', 'model': {'mode': 'manual'}}",
        "{'prompt': 'a', 'image_size': {'width': 64}}", "{'prompt': 'a', 'image_size': {'width': 63, 'height': 64}}",
        "{'prompt': 'a', 'image_size': {'width': 64, 'height': 4097}}",
        "{'prompt': 'a', 'image_size': {'width': 64, 'height': 64, 'aspect_ratio': '1:1'}}",
        "{'prompt': 'a', 'image_size': {'aspect_ratio': '4:5'}}", "{'prompt': 'a', 'image_size': {'resolution': '1K'}}",
        "{'prompt': 'a', 'image_size': {'aspect_ratio': '1:1', 'resolution': '8K'}}", "{'prompt': 'a', 'format': 'jpg'}",
        "{'prompt': 'a', 'seed': -1}", "{'prompt': 'a', 'seed': '1'}", "{'prompt': 'a', 'async': 'yes'}",
        "{'prompt': 'a', 'notification_url': 'nowhere'}", "{'prompt': 'a', 'target': {}}",
        "{'prompt': 'a', 'target': {'target_type': 'temporary', 'public_id': 'x'}}",
        "{'prompt': 'a', 'target': {'target_type': 'managed_asset', 'folder': 'x'}}",
        "{'prompt': 'a', 'target': {'target_type': 'managed_asset', 'public_id': '/x'}}",
        "{'prompt': 'a', 'target': {'target_type': 'managed_asset', 'upload_preset': 'unknown'}}",
    })
    void anOrderThatBreaksTheContractIsRefusedInTheEnvelope(String body) {
        Got got = stage.order(body);

        assertEquals(400, got.status());
        assertEquals("user_error", got.json().at("/error/category").asText());
        assertTrue(got.json().at("/error/code").isTextual() && got.json().path("request_id").isTextual());
        assertEquals(0, stage.emulator.generations());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[] | 400", "null | 400", "['a'] | 400", "[{'source_type': 'url'}] | 400",
        "[{'source_type': 'url', 'url': 'http://example.com/a.png'}] | 400",
        "[{'source_type': 'url', 'url': 'https://example.com/a.png'}] | 404",
        "[{'source_type': 'url', 'url': 'BASE/acme-demo/image/upload/v1/none.png'}] | 404",
        "[{'source_type': 'managed_asset', 'asset_id': 'ffffffffffffffffffffffffffffffff'}] | 404",
        "[{'source_type': 'managed_asset', 'asset_id': 'a', 'url': 'b'}] | 400",
        "[{'source_type': 'brand_new'}] | 400",
    })
    void aReferenceThatCannotBeUsedIsRefused(String references, int status) {
        Got got = stage.post("image_to_image", "{'prompt': 'a', 'reference_images': %s}".formatted(
                references.replace("BASE", stage.emulator.baseUrl().toString())), EmulatorClient.basic());

        assertEquals(status, got.status());
    }

    @Test
    void withoutTheCredentialsNothingIsTold() {
        Got got = stage.post("text_to_image", "{'prompt': 'a'}", "Basic eDp5");

        assertEquals(401, got.status());
        assertEquals("auth_error", got.json().at("/error/category").asText());
    }

    @Test
    void aTaskOfAnotherCloudIsNotThere() {
        String id = stage.order("{'prompt': 'a', 'async': true}").json().at("/data/task_id").asText();

        assertEquals(404, stage.get("/v2/generate/other/tasks/" + id).status());
        assertEquals(404, stage.get("/v2/generate/acme-demo/tasks/ffff").status());
        assertEquals(404, stage.get("/v2/generate/acme-demo/models").status());
    }

    @Test
    void callsFailOnPurposeInTheEnvelope() {
        stage.emulator.failNext(Route.GENERATE, 1, 502);

        Got got = stage.order("{'prompt': 'a'}");

        assertEquals(502, got.status());
        assertEquals("server_error", got.json().at("/error/category").asText());
        assertEquals(0, stage.emulator.generations());
    }

    @Test
    void aQuotaThatIsUsedUpSaysSo() {
        Got got = stage.order("{'prompt': 'a emulate:no-funds'}");

        assertEquals(429, got.status());
        assertEquals(0, got.json().at("/limits/addons_quota/0/remaining").asInt());
        assertEquals("2", stage.order("{'prompt': 'a emulate:rate-limit-2s'}").header("Retry-After"));
    }

    @Test
    void jsonStaysForeignToTheUploadApi() {
        Got got = stage.client.send(HttpRequest.newBuilder(stage.client.api("image/upload"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertEquals(400, got.status());
    }
}
