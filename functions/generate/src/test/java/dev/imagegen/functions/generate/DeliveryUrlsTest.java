package dev.imagegen.functions.generate;

import static dev.imagegen.functions.generate.DeliveryUrlDesk.BEACH;
import static dev.imagegen.functions.generate.DeliveryUrlDesk.BOTTLE;
import static dev.imagegen.functions.generate.DeliveryUrlDesk.HERO;
import static dev.imagegen.functions.generate.DeliveryUrlDesk.HOST;
import static dev.imagegen.functions.generate.DeliveryUrlDesk.SHELF;
import static dev.imagegen.functions.generate.DeliveryUrlDesk.notices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of what the store makes of an asset. */
class DeliveryUrlsTest {

    private static final String OFFER =
            "'text': '20 percent off, today / tomorrow', 'font': 'Arial', 'size': 72, 'weight': 'bold', 'align': 'center', "
            + "'color': '#ffffff', 'width': 900, 'gravity': 'north', 'y': 120";

    private final DeliveryUrlDesk desk = new DeliveryUrlDesk();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1:1  | 1080 | 1080 | ar_1:1,c_fill,g_auto,w_1080/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k
            9:16 | 1080 | 1920 | ar_9:16,c_fill,g_auto,w_1080/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k
            32:9 | 3840 | 1080 | ar_32:9,c_fill,g_auto,w_3840/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k
            7:3  | 1000 |  429 | ar_7:3,c_fill,g_auto,w_1000/f_auto/q_auto/v1790000000/campaigns/summer/hero_4k
            """)
    void cropHasItsRatioAndItsSize(String ratio, int width, int height, String url) {
        JsonNode made = desk.urls(HERO + "'crops': {'ratios': ['" + ratio + "'], 'width': " + width + "}").get(0);

        assertEquals(ratio, made.get("name").textValue());
        assertEquals(HOST + url, made.get("url").textValue());
        assertEquals(width, made.get("width").intValue());
        assertEquals(height, made.get("height").intValue());
    }

    @Test
    void everyRatioHasItsUrlInTheOrderOfTheRequest() {
        List<String> names = new ArrayList<>();
        desk.urls(HERO + "'crops': {'ratios': ['9:16', '1:1', '32:9'], 'width': 100}")
                .forEach(u -> names.add(u.get("name").textValue()));
        assertEquals(List.of("9:16", "1:1", "32:9"), names);
    }

    @Test
    void cropThatMustNotEnlargeHasNoSizeWhileThatOfTheAssetIsUnknown() {
        JsonNode made = desk.urls(HERO + "'crops': {'ratios': ['1:1'], 'width': 1080, 'enlarge': false}").get(0);
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

        assertEquals(url.formatted(""), desk.url(BEACH + product.formatted("")));
        assertEquals(url.formatted(".no_overflow"), desk.url(BEACH + product.formatted(", 'no_overflow': true")));
    }

    @Test
    void bannerHasItsTexts() {
        String start = "c_fill,g_auto,h_1350,w_1080/c_fit,co_rgb:ffffff,l_text:Arial_72_bold_center:"
                + "20%20percent%20off%252C%20today%20%252F%20tomorrow,w_900/fl_layer_apply,g_north,y_120/";
        String end = "f_auto/q_auto/v1790000000/backgrounds/beach_dawn";
        String second = "{'text': 'Bis Sonntag', 'font': 'Noto Sans Devanagari@google', 'size': 40, 'weight': '700', "
                + "'style': 'italic', 'gravity': 'south', 'no_overflow': true}";

        assertEquals(start + end, desk.url(BEACH + "'banner': {'width': 1080, 'height': 1350, 'texts': [{" + OFFER + "}]}"));
        assertEquals(start + "l_text:Noto%20Sans%20Devanagari@google_40_700_italic:Bis%20Sonntag/fl_layer_apply.no_overflow,"
                        + "g_south/" + end,
                desk.url(BEACH + "'banner': {'width': 1080, 'height': 1350, 'texts': [{" + OFFER + "}, " + second + "]}"));
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
                desk.url(BEACH + "'steps': [{'type': 'text_layer', 'text': '" + word
                        + "', 'font': 'Noto Sans', 'size': 96, 'weight': 'bold'}]"));
    }

    @Test
    void cutOutIsTrimmedAndTransparent() {
        JsonNode made = desk.urls(BOTTLE + "'cut_out': {}");
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
                desk.urls(BOTTLE + "'cut_out': {" + SHELF
                        + ", 'width': 900, 'gravity': 'center', 'x': 0, 'y': -40, 'no_overflow': true}")
                        .get(1).get("url").textValue());
        JsonNode stored = desk.urls(BOTTLE + "'cut_out': {" + SHELF
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
        assertEquals(url + "/v1/gen/a", desk.url("'asset': {'public_id': 'gen/a'}, 'steps': [" + steps + "]"));
    }

    @ParameterizedTest
    @CsvSource({"a, a", "a/b, v1/a/b", "v12/a, v1/v12/a", "w_100/a, v1/w_100/a", "a b/ü, v1/a%20b/%C3%BC"})
    void publicIdIsNeverTakenForAnotherPartOfTheUrl(String id, String end) {
        assertEquals("e_trim/" + end, desk.url("'asset': {'public_id': '" + id + "'}, 'steps': [{'type': 'trim'}]"));
    }

    @Test
    void whatItCostsIsSaidBeforeItIsOpened() {
        String once = "The URL 'cut_out' removes a background, which the store counts as 75 transformations when it is first"
                + " opened; until it is made the answer may be 423.";
        assertEquals(List.of("info: " + once), notices(desk.acme(BOTTLE + "'cut_out': {}")));
        assertEquals(List.of("info: " + once, "info: " + once.replace("cut_out", "mock_up"),
                        "warning: The URL 'mock_up' removes it inside a layer: every variant counts again. Upload the cut-out as an"
                                + " asset of its own and name that one to pay once."),
                notices(desk.acme(BOTTLE + "'cut_out': {" + SHELF + "}")));
        assertEquals(List.of(), notices(desk.acme(HERO + "'crops': {'ratios': ['1:1'], 'width': 9}")));
    }
}
