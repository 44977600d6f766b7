package dev.imagegen.bench.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.catalog.Catalog;
import dev.imagegen.catalog.Model;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.ImageEngine;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.gemini.GeminiEngine;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.engine.openai.OpenAiEngine;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.providers.ProviderServer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class LargeProviderTest {

    @Test
    void bothEnginesReadThePictureOfWhichTheStoreTakesTheBytes() throws IOException {
        byte[] png = LargeProvider.png();
        assertTrue(png.length > 15_000_000 && png.length < 20_000_000, () -> png.length + " bytes");

        assertRead(png, "gpt-image-2", LargeProvider.openAi(png), OpenAiEngine::new);
        assertRead(png, "nano-banana-2", LargeProvider.gemini(png), GeminiEngine::new);
    }

    private static void assertRead(byte[] png, String id, LargeProvider provider,
            BiFunction<ProviderSettings, ProviderHttp, ImageEngine> engines) throws IOException {
        Model model = Catalog.load().find(id).orElseThrow();
        Pixels size = new Pixels(LargeProvider.SIDE, LargeProvider.SIDE);
        var drawing = new Drawing("1", id, model.providerModel(), "a lamp", size.width(), size.height(),
                model.sizes().shapeOf(size), ImageFormat.PNG, OptionalLong.empty(), List.of(), Target.DEFAULT);
        try (var server = ProviderServer.start(0, List.of(provider))) {
            var settings = new ProviderSettings(server.base(provider.name()), () -> "key", List.of(), 1);
            ImageEngine engine = engines.apply(settings, new ProviderHttp(Clock.systemUTC()));
            assertEquals(engine.name(), provider.name());

            var picture = assertInstanceOf(Picture.class, engine.generate(drawing));

            assertEquals(png.length, picture.bytes().length);
            assertEquals(LargeProvider.SIDE, ImageHeader.read(picture.bytes()).orElseThrow().height());
            assertEquals(1, provider.paid());
        }
    }
}
