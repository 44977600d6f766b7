package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.task.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models that only Cloudinary's add-on makes, on every route that tells of models. */
class AddOnModelRoutesTest {

    private static final String FLASH = "\"prompt\": \"a lamp\", \"model\": {\"id\": \"flux-2-flash\"}";
    private static final JsonNode NAME = Json.parse("{\"family\": \"none\", \"tier\": \"none\", \"id\": \"flux-2-flash\"}");

    private final Door door = new Door(Map.of("ENGINE", "cloudinary"));
    private final ApiDocument document = ApiDocument.served();

    private static List<JsonNode> models(Door door) {
        Door.Reply reply = door.get("models");
        assertEquals("", ApiDocument.served().violations("/components/schemas/ModelsAnswer", reply.body()));
        return reply.body().at("/data/models").valueStream().toList();
    }

    @Test
    void listShowsThemWhereTheyAreMade() {
        JsonNode flash = models(door).stream().filter(m -> m.get("id").asText().equals("flux-2-flash")).findFirst().orElseThrow();

        assertEquals(43, models(door).size());
        assertEquals(Json.parse("""
                {"id": "flux-2-flash", "family": "none", "tier": "none", "operation": "text_to_image", "default": false,
                 "quality": null, "good_for": "what its maker says of it: it is named by its id only", "usual_seconds": 9,
                 "max_prompt": 16384, "max_references": 0, "formats": ["png", "jpeg", "webp"],
                 "seed": {"supported": true, "max": 2147483647}, "sizes": [], "credits": 15}"""), flash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "direct", "direct,sandbox"})
    void listLeavesOutWhatIsNotMadeHereAndAskingForItIsA400(String engine) {
        Door other = new Door(Map.of("ENGINE", engine));

        assertEquals(17, models(other).size());
        for (String route : List.of("text_to_image", "text_to_image?dry_run=true")) {
            Door.Reply reply = other.post(route, "{" + FLASH + "}");
            assertEquals(400, reply.status());
            assertEquals("model_not_made_here", reply.error().get("code").asText());
            assertTrue(reply.error().get("message").asText().startsWith("No engine of this deployment makes flux-2-flash: "));
            assertEquals("model.id", reply.error().at("/details/field").asText());
            assertEquals("", document.violations("/components/schemas/ErrorResponse", reply.body()));
        }
        assertEquals(List.of(), other.jobs.sent());
    }

    @Test
    void dryRunShowsTheReservationAndNoSizeThatNobodyKnows() {
        Door.Reply reply = door.post("text_to_image?dry_run=true", "{" + FLASH + ", \"image_size\": {\"width\": 1000, \"height\": 801}}");

        assertEquals("", document.violations("/components/schemas/GenerationResult", reply.body()));
        assertEquals(Json.parse("""
                {"operation": "text_to_image", "model": {"family": "none", "tier": "none", "id": "flux-2-flash"}, "width": null,
                 "height": null, "format": "png", "seed": null, "credits": 15, "covered": true, "reused": false}"""),
                reply.body().get("data"));
        assertTrue(reply.body().path("notices").isMissingNode());
    }

    @Test
    void operatorsReservationIsShownAndReserved() {
        Door dearer = new Door(Map.of("ENGINE", "cloudinary", "PROVIDER_SETTINGS", "{\"cloudinary\": {\"reserved_credits\": 20}}"));

        assertEquals(20, dearer.post("text_to_image?dry_run=true", "{" + FLASH + "}").body().at("/data/credits").asLong());
        dearer.post("text_to_image", "{" + FLASH + ", \"async\": true}");
        assertEquals(20, dearer.last().reservation().credits());
    }

    @Test
    void taskHistoryAndUsageTellOfItByItsIdAlone() {
        door.whileWaiting(door::completeLast);

        Door.Reply made = door.post("text_to_image", "{" + FLASH + ", \"image_size\": {\"aspect_ratio\": \"16:9\"}}");

        assertEquals(200, made.status());
        assertEquals(NAME, made.body().at("/data/assets/0/model"));
        assertEquals("", document.violations("/components/schemas/GenerationResult", made.body()));
        assertEquals("flux-2-flash was asked for 16:9 at 1K and made 512x384.", made.body().at("/notices/0/text").asText());
        Task task = door.last();
        assertEquals(NAME, door.get("tasks/" + task.id()).body().at("/data/result/assets/0/model"));
        Door.Reply history = door.get("tasks");
        assertEquals("", document.violations("/components/schemas/TasksAnswer", history.body()));
        assertEquals(NAME, history.body().at("/data/tasks/0/model"));
        assertTrue(history.body().at("/data/tasks/0/width").isNull());
        assertEquals(15, door.get("usage").body().at("/data/by_model/flux-2-flash/used").asLong());
    }

    /** Without a size nothing was asked for, so nothing else can have come. */
    @Test
    void imageWithoutAnOrderedSizeHasNothingToTell() {
        door.whileWaiting(door::completeLast);

        assertTrue(door.post("text_to_image", "{" + FLASH + "}").body().path("notices").isMissingNode());
    }

    @Test
    void imageIsReusedForAnEqualRequestWhateverSizeItHas() {
        door.whileWaiting(door::completeLast);
        Door.Reply made = door.post("text_to_image", "{" + FLASH + "}");

        Door.Reply again = door.post("text_to_image", "{" + FLASH + ", \"reuse\": true}");
        Door.Reply sized = door.post("text_to_image", "{" + FLASH + ", \"image_size\": {\"aspect_ratio\": \"1:1\"}, \"reuse\": true}");

        assertEquals(made.body().get("data"), again.body().get("data"));
        assertEquals(0, again.body().at("/limits/addons_quota/0/used_by_request").asLong());
        assertEquals(2, door.jobs.sent().size());
        assertEquals(15, sized.body().at("/limits/addons_quota/0/used_by_request").asLong());
    }

    @ParameterizedTest
    @CsvSource({"recraft-v4.1-utility, 201", "grok-imagine-image-2.0-low-edit, 201", "none, 400", "flux-3-flash, 400"})
    void keyMayBeLimitedToTheirIds(String name, int status) {
        assertEquals(status, door.post("keys", "{\"name\": \"x\", \"models\": [\"%s\"]}".formatted(name)).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"family\": \"none\"} | unknown_model", "{\"family\": \"none\", \"tier\": \"none\"} | invalid_request",
        "{\"family\": \"flux\", \"tier\": \"none\"} | invalid_request"})
    void wordNoneNamesNoModel(String model, String code) {
        Door.Reply reply = door.post("text_to_image", "{\"prompt\": \"a lamp\", \"model\": %s}".formatted(model));

        assertEquals(400, reply.status());
        assertEquals(code, reply.error().get("code").asText());
    }
}
