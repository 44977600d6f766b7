package dev.imagegen.engine.sandbox;

import dev.imagegen.testing.Drawings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.image.Encoder;
import dev.imagegen.image.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SandboxConcurrencyTest {

    private final SandboxEngine engine = new SandboxEngine(true, duration -> {}, 1);

    @Test
    void manyAtOnceInLittleRoomDrawWhatEachAloneWould() throws InterruptedException, ExecutionException {
        List<Drawing> drawings = new ArrayList<>();
        byte[] reference = Encoder.of(ImageFormat.WEBP).encode(Samples.gradient(200, 300));
        for (int i = 0; i < 10; i++) {
            for (ImageFormat format : ImageFormat.values()) {
                Drawings one = Drawings.usual().prompt("Number " + i).size(200 + 40 * i, 300);
                drawings.add(one.as(format).drawing());
                drawings.add(one.as(format, reference).drawing());
            }
        }
        List<Future<byte[]>> together = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            drawings.forEach(d -> together.add(threads.submit(() -> engine.generate(d).bytes())));
        }
        for (int i = 0; i < drawings.size(); i++) {
            assertArrayEquals(engine.generate(drawings.get(i)).bytes(), together.get(i).get());
        }
    }
}
