package dev.imagegen.local.cloudinary;

import static dev.imagegen.local.cloudinary.EmulatorClient.ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.image.ImageHeader;
import dev.imagegen.local.cloudinary.EmulatorClient.Got;
import dev.imagegen.local.cloudinary.rendering.Drawn;
import dev.imagegen.local.cloudinary.rendering.Output;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the emulator makes of images, over HTTP. */
class DerivedImagesTest {

    private static final byte[] FILE = Drawn.plain(300, 200, Color.RED);
    private static final String PATH = "/acme-demo/image/upload/";

    private CloudinaryEmulator emulator;
    private EmulatorClient client;

    @BeforeEach
    void start() throws IOException {
        emulator = CloudinaryEmulator.start(
                new EmulatorSettings(0, Map.of("acme-demo", ACCOUNT, "other", ACCOUNT), Optional.empty(), EmulatorClient.clock()));
        client = new EmulatorClient(emulator.baseUrl());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private Got get(String path, String accept) {
        return client.send(HttpRequest.newBuilder(emulator.baseUrl().resolve(path)).header("Accept", accept));
    }

    private static String size(Got got) {
        assertEquals(200, got.status(), got.header("X-Cld-Error"));
        ImageHeader header = ImageHeader.read(got.response().body()).orElseThrow();
        return header.width() + "x" + header.height();
    }

    private void refused(String path, String message) {
        Got got = client.get(path);
        assertEquals(400, got.status());
        assertEquals(message, got.header("X-Cld-Error"));
        assertEquals(0, got.response().body().length);
    }

    /** Those of the reference, with the sizes that it gives or that follow from their parts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ar_1:1,c_fill,g_auto,w_1080/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k  | 1080x1080
            ar_9:16,c_fill,g_auto,w_1080/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k | 1080x1920
            ar_32:9,c_fill,g_auto,w_3840/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k | 3840x1080
            c_fill,g_auto,h_1080,w_1920/l_products:water_bottle/c_scale,fl_relative,h_0.7/fl_layer_apply,g_south_east,x_120,y_60/f_auto/q_auto/v1790000000/backgrounds/beach_dawn | 1920x1080
            c_fill,g_auto,h_1350,w_1080/c_fit,co_rgb:ffffff,l_text:Arial_72_bold_center:20%20percent%20off%252C%20today%20%252F%20tomorrow,w_900/fl_layer_apply,g_north,y_120/f_auto/q_auto/v1790000000/backgrounds/beach_dawn | 1080x1350
            e_background_removal/e_trim/f_png/v1790000001/gen/bottle_01 | 200x600
            l_gen:bottle_01/e_background_removal/c_scale,w_900/fl_layer_apply.no_overflow,g_center,x_0,y_-40/f_auto/q_auto/v1790000000/mockups/shelf | 1200x1000
            l_gen:bottle_01_cutout/c_scale,w_900/fl_layer_apply,g_center,y_-40/f_auto/q_auto/v1790000000/mockups/shelf | 1200x2700
            """)
    void everyUrlOfTheReferenceIsRenderedInItsSize(String url, String size) {
        byte[] bottle = Drawn.png(400, 800, Color.WHITE, g -> {
            g.setColor(Color.GREEN);
            g.fillRect(100, 100, 200, 600);
        });
        client.upload(Drawn.plain(3840, 2160, Color.BLUE), Map.of("public_id", "campaigns/summer/hero_4k"));
        client.upload(Drawn.plain(1000, 1000, Color.BLUE), Map.of("public_id", "backgrounds/beach_dawn"));
        client.upload(Drawn.plain(200, 600, Color.RED), Map.of("public_id", "products/water_bottle"));
        client.upload(bottle, Map.of("public_id", "gen/bottle_01"));
        client.upload(Drawn.plain(200, 600, Color.GREEN), Map.of("public_id", "gen/bottle_01_cutout"));
        client.upload(Drawn.plain(1200, 1000, Color.GRAY), Map.of("public_id", "mockups/shelf"));

        assertEquals(size, size(client.get(PATH + url)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            w_90/a           | */*                  | PNG
            w_90/a.jpg       | */*                  | JPEG
            w_90/a.jpeg      | */*                  | JPEG
            w_90/a.webp      | */*                  | WEBP
            a.webp           | */*                  | WEBP
            v1/a.jpg         | */*                  | JPEG
            f_png/a.jpg      | */*                  | PNG
            w_90/f_webp/a    | */*                  | WEBP
            f_auto/q_auto/a  | image/webp,image/*   | WEBP
            f_auto/q_auto/a  | image/png            | JPEG
            f_auto/c_pad,w_90,h_90/a | */*          | PNG
            """)
    void formatIsThatOfTheUrlOrOfTheOneWhoAsks(String path, String accept, ImageFormat format) {
        client.upload(FILE, Map.of("public_id", "a"));
        Got got = get(PATH + path, accept);
        assertEquals(200, got.status(), got.header("X-Cld-Error"));
        assertEquals(format, ImageHeader.read(got.response().body()).orElseThrow().format());
        assertEquals("image/" + format.wireName(), got.header("Content-Type"));
        assertEquals(path.contains("f_auto") ? "Accept" : "", got.header("Vary"));
        assertTrue(got.header("Cache-Control").contains("public"));
    }

    @Test
    void transparencyIsKeptWhereTheFormatHasItAndIsWhiteWhereItHasNot() {
        client.upload(Drawn.plain(20, 20, Color.RED), Map.of("public_id", "a"));
        var png = Drawn.read(client.get(PATH + "c_mpad,h_40,w_40/a.png").response().body());
        var jpg = Drawn.read(client.get(PATH + "c_mpad,h_40,w_40/a.jpg").response().body());
        assertEquals(0, png.getRGB(2, 2) >>> 24);
        assertTrue((jpg.getRGB(2, 2) & 0xFF) > 240);
        assertTrue((jpg.getRGB(20, 20) & 0xFF) < 20);
    }

    @Test
    void lowerQualityIsSmaller() {
        byte[] noisy = Drawn.png(200, 200, Color.WHITE, g -> {
            for (int i = 0; i < 2000; i++) {
                g.setColor(new Color(i * 7919 % 0xFFFFFF));
                g.fillRect(i * 37 % 200, i * 91 % 200, 5, 5);
            }
        });
        client.upload(noisy, Map.of("public_id", "a"));
        for (String format : List.of("jpg", "webp")) {
            int low = client.get(PATH + "f_" + format + "/q_10/a").response().body().length;
            int high = client.get(PATH + "f_" + format + "/q_95/a").response().body().length;
            assertTrue(low < high / 2, format + " " + low + " " + high);
        }
    }

    @Test
    void overwrittenAssetOrLayerIsRenderedAnew() {
        client.upload(FILE, Map.of("public_id", "a"));
        client.upload(Drawn.plain(9, 9, Color.GREEN), Map.of("public_id", "dot"));
        String url = PATH + "c_scale,h_50,w_50/l_dot/fl_layer_apply,g_north_west/f_png/a";
        byte[] first = client.get(url).response().body();
        assertArrayEquals(first, client.get(url).response().body());

        client.upload(Drawn.plain(300, 200, Color.BLUE), Map.of("public_id", "a"));
        assertEquals(Color.BLUE.getRGB(), Drawn.read(client.get(url).response().body()).getRGB(40, 40));
        client.upload(Drawn.plain(9, 9, Color.WHITE), Map.of("public_id", "dot"));
        assertEquals(Color.WHITE.getRGB(), Drawn.read(client.get(url).response().body()).getRGB(2, 2));
        client.post("image/destroy", Map.of("public_id", "dot"));
        refused(url, "Resource not found - layer dot");
        client.post("image/destroy", Map.of("public_id", "a"));
        assertEquals(404, client.get(url).status());
    }

    @Test
    void onlyPublicImagesOfTheSameCloudAreRendered() {
        client.upload(FILE, Map.of("public_id", "a"));
        client.upload(FILE, Map.of("public_id", "hidden", "type", "authenticated"));
        client.upload(FILE, Map.of("public_id", "shy", "type", "private"));

        refused(PATH + "l_hidden/fl_layer_apply/a", "Resource not found - layer hidden");
        refused(PATH + "l_authenticated:hidden/fl_layer_apply/a", "Layers are public images only, not authenticated:hidden");
        assertEquals(404, client.get(PATH + "w_9/hidden").status());
        assertEquals(404, client.get("/other/image/upload/w_9/a").status());
        assertEquals(401, client.get("/acme-demo/image/authenticated/w_9/hidden").status());
        assertEquals(401, client.get("/acme-demo/image/private/w_9/shy").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"$size_1/a.png", "t_thumb/a.png", "e_blur:300/a", "c_scale,g_auto,w_9/a", "w_9/e_sepia/f_auto/v1/a.png"})
    void whatIsNotRenderedIsRefusedWithoutABody(String path) {
        client.upload(FILE, Map.of("public_id", "a"));
        Got got = client.get(PATH + path);
        assertEquals(400, got.status());
        assertEquals(0, got.response().body().length);
        assertFalse(got.header("X-Cld-Error").isBlank());
        assertEquals("", got.header("Cache-Control"));
    }

    @Test
    void assetThatIsNotThereIsNotFoundTransformedOrNot() {
        Got got = client.get(PATH + "w_9/a.png");
        assertEquals(404, got.status());
        assertTrue(got.header("X-Cld-Error").startsWith("Resource not found - "));
    }

    @Test
    void publicIdThatEndsLikeAFormatIsNotOne() {
        client.upload(FILE, Map.of("public_id", "a.jpg"));
        assertArrayEquals(FILE, client.get(PATH + "a.jpg").response().body());
        assertEquals("image/png", client.get(PATH + "w_9/a.jpg").header("Content-Type"));
        assertEquals("image/webp", client.get(PATH + "w_9/a.jpg.webp").header("Content-Type"));
    }

    @Test
    void cacheKeepsTheLatestUsedUpToItsBytes() {
        DerivedCache cache = new DerivedCache(10);
        cache.put("a", List.of(), new Output("png", new byte[4]));
        cache.put("b", List.of(), new Output("png", new byte[4]));
        assertTrue(cache.find("a", List.of()).isPresent());
        cache.put("c", List.of(), new Output("png", new byte[4]));
        assertTrue(cache.find("b", List.of()).isEmpty());
        assertTrue(cache.find("a", List.of()).isPresent());
        cache.put("d", List.of(), new Output("png", new byte[11]));
        assertTrue(cache.find("d", List.of()).isEmpty());
        cache.put("a", List.of(), new Output("png", new byte[10]));
        assertEquals(10, cache.find("a", List.of()).orElseThrow().bytes().length);
    }
}
