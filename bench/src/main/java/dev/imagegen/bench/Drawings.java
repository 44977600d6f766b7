package dev.imagegen.bench;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.Sleeper;
import dev.imagegen.engine.sandbox.SandboxEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var drawing = new Drawing("%032x".formatted(i), "flux-2-klein-9b", Client.PROMPT + i, 512, 512, ImageFormat.PNG,
                    OptionalLong.of(i), List.of());
            long start = System.nanoTime();
            engine.generate(drawing);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }
}
