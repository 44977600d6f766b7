package dev.imagegen.engine.sandbox;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import java.util.List;
import java.util.OptionalLong;

/** Drawings that differ from a usual one in what a test is about. */
record Drawings(Drawing drawing) {

    static Drawings usual() {
        return new Drawings(new Drawing(
                "task-1", "flux-2-pro", "A quiet lake", 320, 240, ImageFormat.PNG, OptionalLong.of(42), List.of()));
    }

    static Drawing of(String prompt) {
        return usual().prompt(prompt).drawing();
    }

    Drawings task(String taskId) {
        return with(taskId, drawing.model(), drawing.prompt(), drawing.seed());
    }

    Drawings model(String model) {
        return with(drawing.taskId(), model, drawing.prompt(), drawing.seed());
    }

    Drawings prompt(String prompt) {
        return with(drawing.taskId(), drawing.model(), prompt, drawing.seed());
    }

    Drawings seed(OptionalLong seed) {
        return with(drawing.taskId(), drawing.model(), drawing.prompt(), seed);
    }

    Drawings size(int width, int height) {
        return new Drawings(new Drawing(
                drawing.taskId(),
                drawing.model(),
                drawing.prompt(),
                width,
                height,
                drawing.format(),
                drawing.seed(),
                drawing.references()));
    }

    Drawings as(ImageFormat format, byte[]... references) {
        return new Drawings(new Drawing(
                drawing.taskId(),
                drawing.model(),
                drawing.prompt(),
                drawing.width(),
                drawing.height(),
                format,
                drawing.seed(),
                List.of(references)));
    }

    private Drawings with(String taskId, String model, String prompt, OptionalLong seed) {
        return new Drawings(new Drawing(
                taskId,
                model,
                prompt,
                drawing.width(),
                drawing.height(),
                drawing.format(),
                seed,
                drawing.references()));
    }
}
