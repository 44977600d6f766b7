package dev.imagegen.engine.bfl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.engine.Drawing;
import java.util.List;

/** What is asked for: with references it is an edit, without them a new picture. */
final class BflBody {

    private BflBody() {}

    static byte[] of(Drawing drawing) {
        ObjectNode body = Json.object()
                .put("prompt", drawing.prompt())
                .put("width", drawing.width())
                .put("height", drawing.height())
                .put("output_format", drawing.format().wireName());
        drawing.seed().ifPresent(seed -> body.put("seed", seed));
        List<byte[]> references = drawing.references();
        for (int i = 0; i < references.size(); i++) {
            body.put(i == 0 ? "input_image" : "input_image_" + (i + 1), references.get(i));
        }
        return Json.bytes(body);
    }
}
