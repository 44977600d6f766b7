package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of what the store makes of an asset. */
class DeliveryUrlsTest {

    private static final String ROUTE = "delivery_urls";
    private static final String HOST = "https://res.cloudinary.com/acme-demo/image/upload/";
    private static final String HERO = "'asset': {'public_id': 'campaigns/summer/hero_4k', 'version': 1790000000}, ";
    private static final String BEACH = "'asset': {'public_id': 'backgrounds/beach_dawn', 'version': 1790000000}, ";
    private static final String BOTTLE = "'asset': {'public_id': 'gen/bottle_01', 'version': 1790000001}, ";
    private static final String SHELF = "'mock_up': {'public_id': 'mockups/shelf', 'version': 1790000000}";
    private static final String OFFER =
            "'text': '20 percent off, today / tomorrow', 'font': 'Arial', 'size': 72, 'weight': 'bold', 'align': 'center', "
            + "'color': '#ffffff', 'width': 900, 'gravity': 'north', 'y': 120";

    private final Door door = new Door();
    private final ApiDocument document = ApiDocument.served();

    private Door.Reply acme(String body) {
        return door.call("POST", "/v2/generate/acme-demo/" + ROUTE, "{" + body.replace('\'', '"') + "}",
                Door.headers("acme-key:demo-secret"));
    }

    private JsonNode urls(String body) {
        Door.Reply reply = acme(body);
        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals("", document.violations("/components/schemas/DeliveryUrlsAnswer", reply.body()));
        assertEquals("", document.violations("/components/schemas/DeliveryUrlsRequest",
                Json.parse("{" + body.replace('\'', '"') + "}")));
        return reply.body().at("/data/urls");
    }

    /** The one URL, without its host. */
    private String url(String body) {
        JsonNode urls = urls(body);
        assertEquals(1, urls.size());
        String url = urls.get(0).get("url").textValue();
        assertTrue(url.startsWith(HOST), url);
        return url.substring(HOST.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1:1  | 1080 | 1080 | ar_1:1,c_fill,g_auto,w_1080/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k
            9:16 | 1080 | 1920 | ar_9:16,c_fill,g_auto,w_1080/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k
            32:9 | 3840 | 1080 | ar_32:9,c_fill,g_auto,w_3840/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k
            7:3  | 1000 |  429 | ar_7:3,c_fill,g_auto,w_1000/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k
            """)
    void cropHasItsRatioAndItsSize(String ratio, int width, int height, String url) {
        JsonNode made = urls(HERO + "'crops': {'ratios': ['" + ratio + "'], 'width': " + width + "}").get(0);

        assertEquals(ratio, made.get("name").textValue());
        assertEquals(HOST + url, made.get("url").textValue());
        assertEquals(width, made.get("width").intValue());
        assertEquals(height, made.get("height").intValue());
    }

    @Test
    void everyRatioHasItsUrlInTheOrderOfTheRequest() {
        List<String> names = new ArrayList<>();
        urls(HERO + "'crops': {'ratios': ['9:16', '1:1', '32:9'], 'width': 100}").forEach(u -> names.add(u.get("name").textValue()));
        assertEquals(List.of("9:16", "1:1", "32:9"), names);
    }

    @Test
    void cropThatMustNotEnlargeHasNoSizeWhileThatOfTheAssetIsUnknown() {
        JsonNode made = urls(HERO + "'crops': {'ratios': ['1:1'], 'width': 1080, 'enlarge': false}").get(0);
        assertEquals(HOST + "ar_1:1,c_lfill,g_auto,w_1080/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k",
                made.get("url").textValue());
        assertFalse(made.has("width") || made.has("height"));
    }

    @Test
    void productLiesOnItsBackdrop() {
        String product = "'product': {'width': 1920, 'height': 1080, 'image': {'public_id': 'products/water_bottle'}, "
                + "'relative_height': 0.7, 'gravity': 'south_east', 'x': 120, 'y': 60%s}";
        String url = "c_fill,g_auto,h_1080,w_1920/l_products:water_bottle/c_scale,fl_relative,h_0.7/fl_layer_apply%s,"
                + "g_south_east,x_120,y_60/f_auto/q_auto/v1790000000/backgrounds/beach_dawn";

        assertEquals(url.formatted(""), url(BEACH + product.formatted("")));
        assertEquals(url.formatted(".no_overflow"), url(BEACH + product.formatted(", 'no_overflow': true")));
    }

    @Test
    void bannerHasItsTexts() {
        String start = "c_fill,g_auto,h_1350,w_1080/c_fit,co_rgb:ffffff,l_text:Arial_72_bold_center:"
                + "20%20percent%20off%252C%20today%20%252F%20tomorrow,w_900/fl_layer_apply,g_north,y_120/";
        String end = "f_auto/q_auto/v1790000000/backgrounds/beach_dawn";
        String second = "{'text': 'Bis Sonntag', 'font': 'Noto Sans Devanagari@google', 'size': 40, 'weight': '700', "
                + "'style': 'italic', 'gravity': 'south', 'no_overflow': true}";

        assertEquals(start + end, url(BEACH + "'banner': {'width': 1080, 'height': 1350, 'texts': [{" + OFFER + "}]}"));
        assertEquals(start + "l_text:Noto%20Sans%20Devanagari@google_40_700_italic:Bis%20Sonntag/fl_layer_apply.no_overflow,"
                        + "g_south/" + end,
                url(BEACH + "'banner': {'width': 1080, 'height': 1350, 'texts': [{" + OFFER + "}, " + second + "]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Größe: M & L?      | Gr%C3%B6%C3%9Fe:%20M%20%26%20L%3F
            خصم ٢٠٪            | %D8%AE%D8%B5%D9%85%20%D9%A2%D9%A0%D9%AA
            水筒、軽い         | %E6%B0%B4%E7%AD%92%E3%80%81%E8%BB%BD%E3%81%84
            שלום               | %D7%A9%D7%9C%D7%95%D7%9D
            a,b                | a%252Cb
            a/b                | a%252Fb
            20%                | 20%2525
            %2C                | %25252C
            a?b#c&d+e          | a%3Fb%23c%26d%2Be
            one\\ntwo          | one%0Atwo
            one\\r\\ntwo       | one%0Atwo
            😀                 | %F0%9F%98%80
            $5 and $x_y        | %245%20and%20%24x_y
            \\\\ \\" ' <b> ;  | %5C%20%22%20%27%20%3Cb%3E%20%3B
            ../x               | ..%252Fx
            """)
    void everySignOfATextIsEscaped(String text, String escaped) {
        String word = text.replace("'", "\\u0027");
        assertEquals("l_text:Noto%20Sans_96_bold:" + escaped + "/fl_layer_apply/v1790000000/backgrounds/beach_dawn",
                url(BEACH + "'steps': [{'type': 'text_layer', 'text': '" + word
                        + "', 'font': 'Noto Sans', 'size': 96, 'weight': 'bold'}]"));
    }

    @Test
    void cutOutIsTrimmedAndTransparent() {
        JsonNode made = urls(BOTTLE + "'cut_out': {}");
        assertEquals(1, made.size());
        assertEquals("cut_out", made.get(0).get("name").textValue());
        assertEquals(HOST + "e_background_removal/e_trim/f_png/v1790000001/gen/bottle_01", made.get(0).get("url").textValue());
        assertFalse(made.get(0).has("width"));
    }

    @Test
    void cutOutLiesOnAMockUpFromItsLayerOrStored() {
        String step2 = HOST + "%s/f_auto/q_auto/v1790000000/mockups/shelf";

        assertEquals(step2.formatted(
                        "l_gen:bottle_01/e_background_removal/c_scale,w_900/fl_layer_apply.no_overflow,g_center,x_0,y_-40"),
                urls(BOTTLE + "'cut_out': {" + SHELF + ", 'width': 900, 'gravity': 'center', 'x': 0, 'y': -40, 'no_overflow': true}")
                        .get(1).get("url").textValue());
        JsonNode stored = urls(BOTTLE + "'cut_out': {" + SHELF
                + ", 'stored': {'public_id': 'gen/bottle_01_cutout'}, 'width': 900, 'gravity': 'center', 'y': -40}").get(1);
        assertEquals("mock_up", stored.get("name").textValue());
        assertEquals(step2.formatted("l_gen:bottle_01_cutout/c_scale,w_900/fl_layer_apply,g_center,y_-40"),
                stored.get("url").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'type': 'crop', 'mode': 'limit', 'width': 800}                                | c_limit,w_800
            {'type': 'crop', 'mode': 'crop', 'width': 8, 'height': 9, 'gravity': 'west'}   | c_crop,g_west,h_9,w_8
            {'type': 'crop', 'mode': 'mpad', 'height': 90, 'aspect_ratio': '4:5'}          | ar_4:5,c_mpad,h_90
            {'type': 'trim'}, {'type': 'format', 'format': 'webp'}, {'type': 'quality', 'quality': 80} | e_trim/f_webp/q_80
            {'type': 'quality', 'quality': 'auto'}                                         | q_auto
            {'type': 'image_layer', 'image': {'public_id': 'größe/a b,c'}}                 | l_gr%C3%B6%C3%9Fe:a%20b%252Cc/fl_layer_apply
            {'type': 'image_layer', 'image': {'public_id': 'a'}, 'relative_width': 1}      | l_a/c_scale,fl_relative,w_1.0/fl_layer_apply
            {'type': 'image_layer', 'image': {'public_id': 'a'}, 'background_removal': true, 'height': 9} | l_a/e_background_removal/c_scale,h_9/fl_layer_apply
            """)
    void stepsAreWrittenInTheirOrder(String steps, String url) {
        assertEquals(url + "/v1/gen/a", url("'asset': {'public_id': 'gen/a'}, 'steps': [" + steps + "]"));
    }

    @ParameterizedTest
    @CsvSource({"a, a", "a/b, v1/a/b", "v12/a, v1/v12/a", "w_100/a, v1/w_100/a", "a b/ü, v1/a%20b/%C3%BC"})
    void publicIdIsNeverTakenForAnotherPartOfTheUrl(String id, String end) {
        assertEquals("e_trim/" + end, url("'asset': {'public_id': '" + id + "'}, 'steps': [{'type': 'trim'}]"));
    }

    @Test
    void whatItCostsIsSaidBeforeItIsOpened() {
        String once = "The URL 'cut_out' removes a background, which the store counts as 75 transformations when it is first"
                + " opened; until it is made the answer may be 423.";
        assertEquals(List.of("info: " + once), notices(acme(BOTTLE + "'cut_out': {}")));
        assertEquals(List.of("info: " + once, "info: " + once.replace("cut_out", "mock_up"),
                        "warning: The URL 'mock_up' removes it inside a layer: every variant counts again. Upload the cut-out as an"
                                + " asset of its own and name that one to pay once."),
                notices(acme(BOTTLE + "'cut_out': {" + SHELF + "}")));
        assertEquals(List.of(), notices(acme(HERO + "'crops': {'ratios': ['1:1'], 'width': 9}")));
    }

    private static List<String> notices(Door.Reply reply) {
        return reply.body().path("notices").valueStream()
                .map(n -> n.get("severity").textValue() + ": " + n.get("text").textValue())
                .toList();
    }

    @Test
    void assetOfATaskIsNamedByItsIdAndItsSizeIsKnown() {
        String id = stored("");
        Door.Reply large = own(id, "'crops': {'ratios': ['1:1'], 'width': 600}");
        Door.Reply small = own(id, "'crops': {'ratios': ['1:1', '4:1'], 'width': 600, 'enlarge': false}");

        assertEquals("https://res.cloudinary.com/demo/image/upload/ar_1:1,c_fill,g_auto,w_600/f_auto/q_auto/v17/imagegen/lamp",
                large.body().at("/data/urls/0/url").textValue());
        assertEquals(List.of("warning: The URL '1:1' enlarges the asset, which has 512 x 384 pixels only."), notices(large));
        assertEquals(384, small.body().at("/data/urls/0/width").intValue());
        assertEquals(384, small.body().at("/data/urls/0/height").intValue());
        assertEquals(512, small.body().at("/data/urls/1/width").intValue());
        assertEquals(128, small.body().at("/data/urls/1/height").intValue());
        assertEquals(List.of(), notices(small));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fit, 'width': 256                          | 256 | 192 | false
            fit, 'width': 1024, 'height': 100          | 133 | 100 | false
            fit, 'width': 1024                         | 1024 | 768 | true
            limit, 'width': 1024                       | 512 | 384 | false
            scale, 'height': 96                        | 128 | 96  | false
            scale, 'width': 600, 'height': 10          | 600 | 10  | true
            pad, 'width': 600, 'height': 384           | 600 | 384 | false
            pad, 'width': 1024, 'height': 1024         | 1024 | 1024 | true
            mpad, 'width': 600, 'height': 600          | 600 | 600 | false
            crop, 'width': 600, 'height': 100          | 512 | 100 | false
            thumb, 'width': 100, 'aspect_ratio': '2:1' | 100 | 50  | false
            """)
    void sizeFollowsFromTheMode(String crop, int width, int height, boolean enlarges) {
        String mode = crop.replaceFirst("^(\\w+)", "'mode': '$1'");
        Door.Reply reply = own(stored(""), "'steps': [{'type': 'crop', " + mode + "}]");
        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals(width, reply.body().at("/data/urls/0/width").intValue());
        assertEquals(height, reply.body().at("/data/urls/0/height").intValue());
        assertEquals(enlarges, !notices(reply).isEmpty());
    }

    /** An asset of the client key. @return its id */
    private String stored(String more) {
        door.call("POST", "text_to_image", "{\"prompt\": \"a lamp\", \"async\": true" + more + "}",
                Door.headers("client-key:demo-secret"));
        door.completeLast();
        return door.last().id();
    }

    private Door.Reply as(String credentials, String id, String use) {
        return door.call("POST", ROUTE, ("{'asset': {'asset_id': '" + id + "'}, " + use + "}").replace('\'', '"'),
                Door.headers(credentials));
    }

    private Door.Reply own(String id, String use) {
        return as("client-key:demo-secret", id, use);
    }

    @Test
    void assetIsSeenByItsOwnerAndByTheRootKeyAlone() {
        String id = stored("");
        door.post("text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}");
        door.completeLast();
        String rootsOwn = door.last().id();

        assertEquals(200, own(id, "'cut_out': {}").status());
        assertEquals(200, as("demo-key:demo-secret", id, "'cut_out': {}").status());
        notFound(own(rootsOwn, "'cut_out': {}"), "asset.asset_id");
        notFound(acme("'asset': {'asset_id': '" + id + "'}, 'cut_out': {}"), "asset.asset_id");
        notFound(own("0a", "'cut_out': {}"), "asset.asset_id");
        notFound(own(id, "'cut_out': {'mock_up': {'asset_id': '0a'}}"), "cut_out.mock_up.asset_id");
        door.clock.advance(Duration.ofDays(31));
        notFound(own(id, "'cut_out': {}"), "asset.asset_id");
    }

    @Test
    void assetThatIsGoneIsNotFound() {
        String id = stored("");
        var task = door.last();
        var completed = (TaskState.Completed) task.state();
        assertTrue(door.table.replace(task, task.amended(completed.gone(door.clock.instant()))));
        notFound(own(id, "'cut_out': {}"), "asset.asset_id");
    }

    private static void notFound(Door.Reply reply, String field) {
        assertEquals(404, reply.status(), reply.body().toString());
        assertEquals("asset_not_found", reply.error().get("code").textValue());
        assertEquals("'" + field + "': there is no stored asset with this id.", reply.error().get("message").textValue());
        assertEquals(field, reply.error().at("/details/field").textValue());
    }

    @ParameterizedTest
    @CsvSource({"nobody:demo-secret, 401", "demo-key:wrong, 401", "other-key:demo-secret, 403"})
    void nobodyElseIsAnswered(String credentials, int status) {
        assertEquals(status, as(credentials, "0a", "'cut_out': {}").status());
    }

    @Test
    void urlThatIsTooLongIsRefusedWithItsLength() {
        Door.Reply reply = acme(BEACH + "'banner': {'width': 10, 'height': 10, 'texts': [{'font': 'Arial', 'size': 9, 'text': '"
                + "水".repeat(300) + "'}]}");
        assertEquals(400, reply.status());
        assertEquals("'banner' makes a URL of 2853 characters, and 2000 are the most that is safe to pass on: write shorter or"
                + " fewer texts.", reply.error().get("message").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'crops': {} | crops.width | 'crops.width' is required.
            'crops': [] | crops | 'crops' must be an object, for example {"ratios": ["1:1", "9:16"], "width": 1080}.
            'crops': {'width': 0} | crops.width | 'crops.width' must be an integer from 1 to 8192.
            'crops': {'width': 9} | crops.ratios | 'crops.ratios' is required.
            'crops': {'width': 9, 'ratios': []} | crops.ratios | 'crops.ratios' must be a list of 1 to 20 ratios.
            'crops': {'width': 9, 'ratios': ['1:1', '0:1']} | crops.ratios[1] | 'crops.ratios[1]' must be a ratio of two whole numbers from 1 to 999, for example "16:9".
            'crops': {'width': 9, 'ratios': [1]} | crops.ratios[0] | 'crops.ratios[0]' must be a ratio of two whole numbers from 1 to 999, for example "16:9".
            'crops': {'width': 9, 'ratios': ['1:1', '1:1']} | crops.ratios[1] | 'crops.ratios[1]': the ratio 1:1 stands there twice.
            'crops': {'width': 999, 'ratios': ['1:9']} | crops.ratios[0] | 'crops.ratios[0]' makes the height 8991 pixels; at most 8192 are allowed.
            'crops': {'width': 9, 'ratios': ['1:1'], 'enlarge': 1} | crops.enlarge | 'crops.enlarge' must be true or false.
            'crops': {'width': 9, 'ratios': ['1:1'], 'size': 1} | crops.size | 'crops.size' is not known here. Allowed: enlarge, ratios, width.
            'product': {'width': 9, 'height': 9} | product.relative_height | 'product.relative_height' is required.
            'product': {'width': 9, 'height': 9, 'relative_height': 3} | product.image | 'product.image' is required.
            'product': {'width': 9, 'height': 9, 'image': {'public_id': 'a'}, 'relative_height': 3} | product.relative_height | 'product.relative_height' must be a number from 0.01 to 2.0, with 4 decimals at most.
            'product': {'width': 9, 'height': 9, 'image': {'public_id': 'a'}, 'relative_height': 0.12345} | product.relative_height | 'product.relative_height' must be a number from 0.01 to 2.0, with 4 decimals at most.
            'product': {'width': 9, 'height': 9, 'image': {'public_id': 'a'}, 'relative_height': '1'} | product.relative_height | 'product.relative_height' must be a number from 0.01 to 2.0, with 4 decimals at most.
            'product': {'width': 9, 'height': 9, 'image': {'public_id': 'a'}, 'relative_height': 1, 'gravity': 'auto'} | product.gravity | 'product.gravity' must be one of center, north, north_east, east, south_east, south, south_west, west, north_west.
            'product': {'width': 9, 'height': 9, 'image': {'public_id': 'a'}, 'relative_height': 1, 'x': 1.5} | product.x | 'product.x' must be an integer from -8192 to 8192.
            'product': {'width': 9, 'height': 9, 'image': {'public_id': 'a:b'}, 'relative_height': 1} | product.image.public_id | 'product.image.public_id' must not hold a colon: in a URL it would be read as a folder, or as an address.
            'banner': {'width': 9, 'height': 9, 'texts': [{}]} | banner.texts[0].text | 'banner.texts[0].text' is required.
            'cut_out': {'width': 9} | cut_out.width | 'cut_out.width' says how the cut-out lies on a mock-up, and there is none: add 'cut_out.mock_up'.
            'cut_out': {'folder': 9} | cut_out.folder | 'cut_out.folder' is not known here. Allowed: gravity, height, mock_up, no_overflow, stored, width, x, y.
            'cut_out': {'mock_up': 'a'} | cut_out.mock_up | 'cut_out.mock_up' must be an object, for example {"public_id": "gen/lamp"}.
            'steps': {} | steps | 'steps' must be a list of 1 to 20 steps.
            'steps': [1] | steps[0] | 'steps[0]' must be an object, for example {"type": "crop", "mode": "fill", "width": 800, "height": 600}.
            'steps': [{}] | steps[0].type | 'steps[0].type' is required.
            'steps': [{'type': 'blur'}] | steps[0].type | 'steps[0].type' must be one of crop, image_layer, text_layer, background_removal, trim, format, quality.
            'steps': [{'type': 'trim', 'x': 1}] | steps[0].x | 'steps[0].x' is not known here. Allowed: type.
            'steps': [{'type': 'crop', 'mode': 'fill'}] | steps[0].width | 'steps[0].width' is required.
            'steps': [{'type': 'crop', 'mode': 'zoom'}] | steps[0].mode | 'steps[0].mode' must be one of fill, lfill, fit, limit, scale, pad, mpad, crop, thumb.
            'steps': [{'type': 'crop', 'mode': 'scale', 'width': 9, 'gravity': 'auto'}] | steps[0].gravity | 'steps[0].gravity' auto goes with the modes fill, lfill, crop, thumb only.
            'steps': [{'type': 'crop', 'mode': 'fit', 'width': 9, 'gravity': 'north'}] | steps[0].gravity | 'steps[0].gravity' north goes with the modes fill, lfill, pad, mpad, crop, thumb only.
            'steps': [{'type': 'crop', 'mode': 'fill', 'width': 9, 'height': 9, 'aspect_ratio': '1:1'}] | steps[0].aspect_ratio | 'steps[0].aspect_ratio' goes with width or height, not with both.
            'steps': [{'type': 'crop', 'mode': 'fill', 'height': 900, 'aspect_ratio': '99:1'}] | steps[0].aspect_ratio | 'steps[0].aspect_ratio' makes the width 89100 pixels; at most 8192 are allowed.
            'steps': [{'type': 'image_layer', 'image': {'public_id': 'a'}, 'width': 9, 'relative_height': 1}] | steps[0].relative_height | 'steps[0].relative_height' does not go with width or height in pixels.
            'steps': [{'type': 'format', 'format': 'gif'}] | steps[0].format | 'steps[0].format' must be one of auto, png, jpg, webp.
            'steps': [{'type': 'quality', 'quality': 101}] | steps[0].quality | 'steps[0].quality' must be "auto" or an integer from 1 to 100.
            'steps': [{'type': 'quality'}] | steps[0].quality | 'steps[0].quality' is required.
            'steps': [{'type': 'format', 'format': 'png'}, {'type': 'trim'}] | steps[1] | 'steps[1]': the format and then the quality are the last steps, each at most once.
            'steps': [{'type': 'quality', 'quality': 1}, {'type': 'format', 'format': 'png'}] | steps[1] | 'steps[1]': the format and then the quality are the last steps, each at most once.
            'cut_out': {}, 'style': 1 | style | 'style' is not known here. Allowed: asset, banner, crops, cut_out, product, steps.
            """)
    void wrongFieldIsNamedWithWhatItTakes(String use, String field, String message) {
        refused(acme(HERO + use), field, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'text': ' '          | text   | must say something; it is blank.
            'text': 'a $(name)'  | text   | must not hold $( because the store would read a variable there. Write it in other words, or with a space between.
            'text': 'a\\tb'      | text   | must not hold control characters other than line breaks.
            'text': 1            | text   | must be a string of 1 to 1000 characters.
            'font': 'a_b'        | font   | must be the name of a font: words of letters and digits, between them a space or one of . @ -.
            'font': 'a/b'        | font   | must be the name of a font: words of letters and digits, between them a space or one of . @ -.
            'font': 'a  b'       | font   | must be the name of a font: words of letters and digits, between them a space or one of . @ -.
            'size': 0            | size   | must be an integer from 1 to 1000.
            'weight': 'heavy'    | weight | must be one of normal, bold, 100, 200, 300, 400, 500, 600, 700, 800, 900.
            'style': 'oblique'   | style  | must be one of normal, italic.
            'align': 'middle'    | align  | must be one of left, center, right, justify.
            'color': 'white'     | color  | must be a colour of six hex digits, for example "#ffcc00".
            'width': 0           | width  | must be an integer from 1 to 8192.
            """)
    void wrongFieldOfATextIsNamedWithWhatItTakes(String wrong, String name, String message) {
        String fields = Stream.of("'text': 'Sale'", "'font': 'Arial'", "'size': 9", wrong)
                .filter(f -> f.equals(wrong) || !f.startsWith("'" + name + "'"))
                .collect(Collectors.joining(", "));
        String path = "banner.texts[0]." + name;
        refused(acme(BEACH + "'banner': {'width': 9, 'height': 9, 'texts': [{" + fields + "}]}"), path,
                "'" + path + "' " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | asset | 'asset' must be an object, for example {"public_id": "gen/lamp"}.
            {} | asset | 'asset' takes one of two forms: {"public_id", "version"} or {"asset_id"}.
            {'public_id': 'a', 'asset_id': 'b'} | asset | 'asset' takes one of two forms: {"public_id", "version"} or {"asset_id"}.
            {'asset_id': 'b', 'version': 1} | asset.version | 'asset.version' is not known here. Allowed: asset_id.
            {'asset_id': 'a b'} | asset.asset_id | 'asset.asset_id' must be an asset id: letters and digits.
            {'public_id': 'a', 'version': 0} | asset.version | 'asset.version' must be an integer from 1 to 99999999999.
            {'public_id': 'http:/evil'} | asset.public_id | 'asset.public_id' must not hold a colon: in a URL it would be read as a folder, or as an address.
            {'public_id': 'a/../b'} | asset.public_id | 'asset.public_id' must not hold the parts . or .. between slashes.
            """)
    void wrongNameOfTheAssetIsSaid(String asset, String field, String message) {
        refused(acme("'cut_out': {}, 'asset': " + asset), field, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'asset': {'public_id': 'a'}", "'asset': {'public_id': 'a'}, 'cut_out': {}, 'steps': [{'type': 'trim'}]"})
    void requestHasExactlyOneUse(String body) {
        Door.Reply reply = acme(body);
        assertEquals(400, reply.status());
        assertEquals("The body takes exactly one of crops, product, banner, cut_out, steps beside 'asset'.",
                reply.error().get("message").textValue());
    }

    @Test
    void bodyIsAnObjectWithAnAsset() {
        refused(acme("'cut_out': {}"), "asset", "'asset' is required.");
        Door.Reply list = door.post(ROUTE, "[]");
        assertEquals("invalid_json", list.error().get("code").textValue());
        assertEquals("invalid_json", door.post(ROUTE, "{").error().get("code").textValue());
    }

    private void refused(Door.Reply reply, String field, String message) {
        assertEquals(400, reply.status(), reply.body().toString());
        assertEquals("invalid_request", reply.error().get("code").textValue());
        assertEquals(message, reply.error().get("message").textValue());
        assertEquals(field, reply.error().at("/details/field").textValue());
        assertEquals("", document.violations("/components/schemas/ErrorResponse", reply.body()));
    }
}
