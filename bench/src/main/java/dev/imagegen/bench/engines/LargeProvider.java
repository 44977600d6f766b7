package dev.imagegen.bench.engines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.image.Bitmap;
import dev.imagegen.image.Encoder;
import dev.imagegen.local.providers.Call;
import dev.imagegen.local.providers.Provider;
import dev.imagegen.local.providers.Reply;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every order with the same picture of 4096 x 4096, which was drawn once. */
final class LargeProvider implements Provider {

    static final int SIDE = 4096;

    private static final int NOISE = 16;

    private final String name;
    private final Reply.Whole answer;
    private final AtomicInteger paid = new AtomicInteger();

    private LargeProvider(String name, String head, byte[] picture, String tail) {
        this.name = name;
        ByteArrayOutputStream body = new ByteArrayOutputStream(picture.length / 3 * 4 + 1000);
        body.writeBytes(head.getBytes(US_ASCII));
        body.writeBytes(Base64.getEncoder().encode(picture));
        body.writeBytes(tail.getBytes(US_ASCII));
        this.answer = new Reply.Whole(200, "application/json", body.toByteArray(), Map.of());
    }

    static LargeProvider openAi(byte[] png) {
        return new LargeProvider("openai", "{\"created\": 1, \"data\": [{\"b64_json\": \"", png, "\"}]}");
    }

    static LargeProvider gemini(byte[] png) {
        return new LargeProvider("gemini",
                "{\"candidates\": [{\"content\": {\"parts\": [{\"inlineData\": {\"mimeType\": \"image/png\", \"data\": \"",
                png, "\"}}]}, \"finishReason\": \"STOP\"}]}");
    }

    /** With noise in the lower bits of one colour: nearly as many bytes as Cloudinary's smallest plans take. */
    static byte[] png() {
        Bitmap bitmap = new Bitmap(SIDE, SIDE);
        Random random = new Random(SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                bitmap.set(x, y, x / 16 << 16 | y / 16 << 8 | random.nextInt(NOISE));
            }
        }
        return Encoder.of(ImageFormat.PNG).encode(bitmap);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reply answer(Call call) {
        paid.incrementAndGet();
        return answer;
    }

    @Override
    public int paid() {
        return paid.get();
    }
}
