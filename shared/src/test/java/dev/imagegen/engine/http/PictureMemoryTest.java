package dev.imagegen.engine.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.gemini.GeminiEngine;
import dev.imagegen.engine.openai.OpenAiEngine;
import dev.imagegen.image.Bitmap;
import dev.imagegen.image.Encoder;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.testing.Drawings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The largest picture there is must not need a multiple of itself: a worker draws several at once. */
@Isolated("It measures the heap")
class PictureMemoryTest {

    private static final int SIDE = 4096;

    @Test
    void aLargePictureIsReadWithLessThanFourTimesItsSizeAllocatedInAllThreads() throws IOException {
        byte[] png = noise();
        assertTrue(png.length > 45_000_000, () -> "no noise: " + png.length);

        assertBounded(png, OpenAiEngine::new, Drawings.usual().model("gpt-image-2").drawing(),
                "{\"created\":1,\"data\":[{\"b64_json\":\"", "\"}],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}");
        assertBounded(png, GeminiEngine::new, Drawings.usual().model("nano-banana-2").drawing(),
                "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"",
                "\"},\"thoughtSignature\":\"c2ln\"}]},\"finishReason\":\"STOP\"}]}");
    }

    private static void assertBounded(byte[] png, BiFunction<ProviderSettings, ProviderHttp, ImageEngine> engines,
            Drawing drawing, String head, String tail) throws IOException {
        byte[] json = (head + Base64.getEncoder().encodeToString(png) + tail).getBytes(US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().start(() -> answer(server, json));
            URI base = URI.create("http://127.0.0.1:" + server.getLocalPort());
            ImageEngine engine = engines.apply(
                    new ProviderSettings(base, () -> "key", List.of(), 8), new ProviderHttp(Clock.systemUTC()));
            long before = allocated();
            Picture picture = (Picture) engine.generate(drawing);
            long used = allocated() - before;
            System.out.printf("%s: %,d bytes of a picture, %,d allocated: %.2f times%n", engine.name(), png.length, used,
                    (double) used / png.length);
            assertArrayEquals(png, picture.bytes());
            assertTrue(used < 4L * png.length, () -> "%,d allocated for %,d".formatted(used, png.length));
        }
    }

    /** Over a bare socket: a server of the JDK allocates for each answer more than twice its size. */
    private static void answer(ServerSocket server, byte[] json) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(json.length).getBytes(US_ASCII));
            out.write(json);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By all threads, those of the client among them. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private static byte[] noise() {
        Bitmap bitmap = new Bitmap(SIDE, SIDE);
        Random random = new Random(4096);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                bitmap.set(x, y, random.nextInt() & 0xFFFFFF);
            }
        }
        byte[] png = Encoder.of(ImageFormat.PNG).encode(bitmap);
        assertEquals(SIDE, ImageHeader.read(png).orElseThrow().width());
        return png;
    }
}
