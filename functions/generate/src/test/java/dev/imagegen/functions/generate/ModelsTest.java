package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.catalog.Catalog;
import dev.imagegen.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code GET models}. */
class ModelsTest {

    private final Door door = new Door();

    private JsonNode data() {
        Door.Reply reply = door.call("GET", "models", null, Door.headers("client-key:demo-secret"));
        assertEquals(200, reply.status());
        assertEquals("", ApiDocument.served().violations("/components/schemas/ModelsAnswer", reply.body()));
        return reply.body().get("data");
    }

    @Test
    void everyModelOfTheCatalogueIsThere() {
        List<String> ids = new ArrayList<>();
        List<String> byDefault = new ArrayList<>();
        data().get("models").forEach(model -> {
            ids.add(model.get("id").textValue());
            if (model.get("default").booleanValue()) {
                byDefault.add(model.get("id").textValue());
            }
        });

        Catalog catalog = Catalog.load();
        assertEquals(
                Stream.of(Operation.values()).flatMap(o -> catalog.offered(o).stream()).map(m -> m.id()).toList(), ids);
        assertEquals(List.of("nano-banana-1", "nano-banana-1-edit"), byDefault);
        assertEquals(6, data().get("preferences").size());
    }

    @Test
    void aRequestOfEverySizeCostsWhatTheCatalogueSays() {
        String prompt = "x".repeat(200);
        for (JsonNode model : data().get("models")) {
            assertEquals(20, model.get("sizes").size());
            for (JsonNode size : model.get("sizes")) {
                String references = model.get("max_references").intValue() == 0 ? ""
                        : ", \"reference_images\": [{\"source_type\": \"managed_asset\", \"asset_id\": \"4b7c\"}]";
                Door.Reply reply = door.post(model.get("operation").textValue() + "?dry_run=true", """
                        {"prompt": "%s", "model": {"id": "%s"}, "image_size": {"aspect_ratio": "%s", "resolution": "%s"}%s}""".formatted(
                        prompt, model.get("id").textValue(), size.get("aspect_ratio").textValue(), size.get("resolution").textValue(),
                        references));

                assertEquals(200, reply.status(), reply.body().toString());
                for (String field : List.of("width", "height", "credits")) {
                    assertEquals(size.get(field), reply.body().get("data").get(field), model.get("id") + " " + size);
                }
            }
        }
    }

    @Test
    void itTakesAKeyOfTheCloud() {
        assertEquals(401, door.call("GET", "models", null, Map.of()).status());
        assertEquals(403, door.call("GET", "models", null, Door.headers("other-key:demo-secret")).status());
        assertTrue(door.get("models").headers().get("Cache-Control").contains("private"));
    }
}
