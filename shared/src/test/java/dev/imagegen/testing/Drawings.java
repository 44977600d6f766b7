package dev.imagegen.testing;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.ProviderModel;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Drawings that differ from a usual one in what a test is about. */
public record Drawings(Drawing drawing) {

    private static final Catalog CATALOG = Catalog.load();
    private static final Target STORED = new Target.Managed(Optional.empty(), Optional.empty());

    /** By flux-2-pro, 320x240, png, seed 42. */
    public static Drawings usual() {
        return new Drawings(new Drawing(
                "task-1", "flux-2-pro", providerModel("flux-2-pro"), "A quiet lake", 320, 240,
                new Shape(AspectRatio.LANDSCAPE, Resolution.HALF_K), ImageFormat.PNG, OptionalLong.of(42), List.of(),
                STORED));
    }

    public static Drawing of(String prompt) {
        return usual().prompt(prompt).drawing();
    }

    private static ProviderModel providerModel(String model) {
        return CATALOG.find(model).orElseThrow().providerModel();
    }

    public Drawings task(String taskId) {
        return new Drawings(new Drawing(taskId, drawing.model(), drawing.providerModel(), drawing.prompt(), drawing.width(),
                drawing.height(), drawing.shape(), drawing.format(), drawing.seed(), drawing.references(), drawing.target()));
    }

    /** @param model a row of the catalogue */
    public Drawings model(String model) {
        return new Drawings(new Drawing(drawing.taskId(), model, providerModel(model), drawing.prompt(), drawing.width(),
                drawing.height(), drawing.shape(), drawing.format(), drawing.seed(), drawing.references(), drawing.target()));
    }

    /** By a model that takes the place of its own. @param name the provider's */
    public Drawings by(String name) {
        var settings = Json.object();
        settings.putObject(drawing.model().replaceFirst("-edit$", "")).put("name", name);
        return new Drawings(by(Catalog.load(settings).find(drawing.model()).orElseThrow().providerModel(), drawing));
    }

    /** The same by another model, as near to it as that one comes. */
    public static Drawing by(ProviderModel model, Drawing d) {
        Pixels size = model.sizes().closest(new Pixels(d.width(), d.height()));
        return new Drawing(d.taskId(), d.model(), model, d.prompt(), size.width(), size.height(), model.sizes().shapeOf(size),
                model.format(d.format()), model.seeds().used(d.seed()), d.references(), d.target());
    }

    public Drawings prompt(String prompt) {
        return new Drawings(new Drawing(drawing.taskId(), drawing.model(), drawing.providerModel(), prompt, drawing.width(),
                drawing.height(), drawing.shape(), drawing.format(), drawing.seed(), drawing.references(), drawing.target()));
    }

    public Drawings seed(OptionalLong seed) {
        return new Drawings(new Drawing(drawing.taskId(), drawing.model(), drawing.providerModel(), drawing.prompt(),
                drawing.width(), drawing.height(), drawing.shape(), drawing.format(), seed, drawing.references(),
                drawing.target()));
    }

    /** Pixels, and the shape that the catalogue says they have. */
    public Drawings size(int width, int height) {
        Shape shape = drawing.providerModel().sizes().shapeOf(new Pixels(width, height));
        return new Drawings(new Drawing(drawing.taskId(), drawing.model(), drawing.providerModel(), drawing.prompt(), width,
                height, shape, drawing.format(), drawing.seed(), drawing.references(), drawing.target()));
    }

    public Drawings as(ImageFormat format, byte[]... references) {
        return new Drawings(new Drawing(drawing.taskId(), drawing.model(), drawing.providerModel(), drawing.prompt(),
                drawing.width(), drawing.height(), drawing.shape(), format, drawing.seed(), List.of(references),
                drawing.target()));
    }

    /** @param asked how the size is passed on */
    public Drawings asked(SizeAsked asked) {
        return new Drawings(new Drawing(drawing.taskId(), drawing.model(), drawing.providerModel(), drawing.prompt(),
                drawing.width(), drawing.height(), drawing.shape(), drawing.format(), drawing.seed(), drawing.references(),
                drawing.target(), Optional.of(asked)));
    }

    public Drawings target(Target target) {
        return new Drawings(new Drawing(drawing.taskId(), drawing.model(), drawing.providerModel(), drawing.prompt(),
                drawing.width(), drawing.height(), drawing.shape(), drawing.format(), drawing.seed(), drawing.references(),
                target));
    }
}
