package dev.imagegen.local.cloudinary;

import static dev.imagegen.local.cloudinary.EmulatorClient.ACCOUNT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.asset.transformation.AssetName;
import dev.imagegen.asset.transformation.DeliveryRequest;
import dev.imagegen.asset.transformation.DeliveryUrls;
import dev.imagegen.asset.transformation.Size;
import dev.imagegen.asset.transformation.Source;
import dev.imagegen.asset.transformation.UrlWriter;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import dev.imagegen.local.cloudinary.rendering.Drawn;
import java.awt.Color;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URLs that the service writes, opened: they are rendered, in the sizes that it promised. */
class DeliveryUrlsOnEmulatorTest {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    private CloudinaryEmulator emulator;
    private EmulatorClient client;

    @BeforeEach
    void start() throws IOException {
        emulator = CloudinaryEmulator.start(
                new EmulatorSettings(0, Map.of("acme-demo", ACCOUNT), Optional.empty(), EmulatorClient.clock()));
        client = new EmulatorClient(emulator.baseUrl());
        for (String id : new String[] {"gen/größe, a b", "shop/ü, x/y"}) {
            client.upload(Drawn.plain(WIDTH, HEIGHT, Color.RED), Map.of("public_id", id));
        }
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private DeliveryUrls urls(String use) {
        String body = "{'asset': {'public_id': 'gen/größe, a b'}, " + use + "}";
        var request = DeliveryRequest.read(body.replace('\'', '"').getBytes(UTF_8), (_, name) -> switch (name) {
            case AssetName.ByPublicId id -> new Source(id.publicId(), id.version(), Optional.of(new Size(WIDTH, HEIGHT)));
            case AssetName.ByAssetId id -> new Source(id.assetId(), OptionalLong.empty(), Optional.empty());
        });
        return DeliveryUrls.of(request, new UrlWriter(emulator.baseUrl(), "acme-demo"));
    }

    private void opened(String use) {
        for (DeliveryUrls.Named url : urls(use).urls()) {
            Got got = client.get(url.url());
            assertEquals(200, got.status(), url.url() + " " + got.header("X-Cld-Error"));
            ImageHeader header = ImageHeader.read(got.response().body()).orElseThrow();
            url.size().ifPresent(size -> assertEquals(size, new Size(header.width(), header.height()), url.url()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'crops': {'ratios': ['1:1', '9:16', '32:9', '7:3', '999:998'], 'width': 101}",
        "'crops': {'ratios': ['1:1', '9:16', '32:9', '7:3'], 'width': 333, 'enlarge': false}",
        "'product': {'width': 192, 'height': 108, 'image': {'public_id': 'shop/ü, x/y'}, 'relative_height': 0.7, 'gravity': 'south_east', 'x': 12, 'y': 6}",
        "'product': {'width': 192, 'height': 108, 'image': {'public_id': 'shop/ü, x/y'}, 'relative_height': 2, 'no_overflow': true}",
        "'banner': {'width': 400, 'height': 300, 'texts': [{'text': 'Sale', 'font': 'Arial', 'size': 30, 'color': '#ffffff', 'width': 200}]}",
        "'cut_out': {}",
        "'cut_out': {'mock_up': {'public_id': 'shop/ü, x/y'}, 'width': 90, 'gravity': 'center', 'x': 0, 'y': -40, 'no_overflow': true}",
        "'cut_out': {'mock_up': {'public_id': 'shop/ü, x/y'}, 'stored': {'public_id': 'gen/größe, a b'}, 'height': 50}",
        "'steps': [{'type': 'image_layer', 'image': {'public_id': 'shop/ü, x/y'}, 'relative_width': 0.2}, {'type': 'quality', 'quality': 7}]",
    })
    void everyUseIsRenderedInTheSizeThatWasPromised(String use) {
        opened(use);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'mode': 'fill', 'width': 77, 'height': 500, 'gravity': 'auto'
            'mode': 'fill', 'width': 77, 'gravity': 'west'
            'mode': 'lfill', 'width': 301, 'height': 77, 'gravity': 'auto'
            'mode': 'lfill', 'width': 7, 'height': 500
            'mode': 'fit', 'width': 77, 'height': 76
            'mode': 'fit', 'height': 333
            'mode': 'fit', 'height': 77, 'aspect_ratio': '1:3'
            'mode': 'limit', 'width': 1000, 'height': 33
            'mode': 'limit', 'width': 1000
            'mode': 'scale', 'width': 77
            'mode': 'scale', 'width': 77, 'height': 500
            'mode': 'pad', 'width': 77, 'height': 500, 'gravity': 'north'
            'mode': 'mpad', 'width': 700, 'height': 500
            'mode': 'mpad', 'width': 100, 'height': 500
            'mode': 'crop', 'width': 77, 'height': 500, 'gravity': 'auto'
            'mode': 'crop', 'width': 77
            'mode': 'thumb', 'width': 77, 'aspect_ratio': '4:5', 'gravity': 'auto'
            """)
    void everyCropIsRenderedInTheSizeThatWasPromised(String crop) {
        opened("'steps': [{'type': 'crop', " + crop + "}, {'type': 'format', 'format': 'png'}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Größe: M & L?", "خصم ٢٠٪", "水筒、軽い", "שלום", "a,b/c", "100% + %2C", "a#b", "one\\ntwo", "😀", "$5 (a)", "\\\\ \\\" <b> | ; ~ *",
    })
    void everyTextIsRendered(String text) {
        opened("'banner': {'width': 400, 'height': 300, 'texts': [{'font': 'Noto Sans', 'size': 20, 'weight': 'bold', "
                + "'style': 'italic', 'align': 'right', 'no_overflow': true, 'text': '" + text + "'}]}");
    }
}
