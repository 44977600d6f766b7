package dev.imagegen.local.providers;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import java.util.List;
import java.util.OptionalLong;

/** Drawings for engines that are tried on emulators. */
public final class Sketch {

    private static final Catalog CATALOG = Catalog.load();

    private Sketch() {}

    /** With seed 7. */
    public static Drawing of(String model, String prompt, int width, int height, ImageFormat format, byte[]... references) {
        Model row = CATALOG.find(model).orElseThrow();
        return new Drawing("task-1", model, row.providerModel(), prompt, width, height,
                row.sizes().shapeOf(new Pixels(width, height)), format, OptionalLong.of(7), List.of(references),
                Target.DEFAULT);
    }
}
