package dev.imagegen.local.providers;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.testing.Drawings;
import java.util.List;
import java.util.OptionalLong;

/** Drawings of the catalogue's models. */
public final class Sketch {

    private static final Catalog CATALOG = Catalog.load();

    private Sketch() {}

    /** @param size as {@code 1024x768}, one that the model makes */
    public static Drawing of(String model, String prompt, String size, ImageFormat format, byte[]... references) {
        Model row = CATALOG.find(model).orElseThrow();
        Pixels pixels = Pixels.parse(size);
        return new Drawing("task-1", model, row.providerModel(), prompt, pixels.width(), pixels.height(),
                row.sizes().shapeOf(pixels), format, row.seeds().used(OptionalLong.of(7)), List.of(references), Target.DEFAULT);
    }

    /** The same by another model of the provider. @param name the provider's */
    public static Drawing by(String name, Drawing drawing) {
        var settings = Json.object();
        settings.putObject(drawing.model()).put("name", name);
        return Drawings.by(Catalog.load(settings).find(drawing.model()).orElseThrow().providerModel(), drawing);
    }

    /** The same by the model that takes the place of a retired one. */
    public static Drawing bySuccessor(Drawing drawing) {
        return Drawings.by(drawing.providerModel().successor().orElseThrow(), drawing);
    }
}
