package dev.imagegen.bench;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.sandbox.SandboxEngine;
import dev.imagegen.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The sandbox's own drawing, without anything around it. */
final class Drawings {

    private Drawings() {}

    /** The median of drawing the picture of {@link Client#synchronous}, once it is warm. */
    static Duration median(int count) {
        var engine = new SandboxEngine(true, Sleeper.ofThread());
        draw(engine, count);
        return Durations.median(draw(engine, count));
    }

    private static List<Duration> draw(SandboxEngine engine, int count) {
        Model model = Catalog.load().find("flux-2-klein-9b").orElseThrow();
        Pixels size = new Pixels(512, 512);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var drawing = new Drawing("%032x".formatted(i), model.id(), model.providerModel(), Client.PROMPT + i, size.width(),
                    size.height(), model.sizes().shapeOf(size), ImageFormat.PNG, OptionalLong.of(i), List.of(),
                    new Target.Managed(Optional.empty(), Optional.empty()));
            long start = System.nanoTime();
            engine.generate(drawing);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }
}
