package dev.imagegen.functions.generate;

import static dev.imagegen.functions.generate.DeliveryUrlDesk.BEACH;
import static dev.imagegen.functions.generate.DeliveryUrlDesk.HERO;
import static dev.imagegen.functions.generate.DeliveryUrlDesk.ROUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a request for addresses is named with its field. */
class DeliveryUrlRefusalsTest {

    private final DeliveryUrlDesk desk = new DeliveryUrlDesk();

    @Test
    void urlThatIsTooLongIsRefusedWithItsLength() {
        Door.Reply reply = desk.acme(BEACH + "'banner': {'width': 10, 'height': 10, 'texts': [{'font': 'Arial', 'size': 9, 'text': '"
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
        desk.refused(desk.acme(HERO + use), field, message);
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
        desk.refused(desk.acme(BEACH + "'banner': {'width': 9, 'height': 9, 'texts': [{" + fields + "}]}"), path,
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
        desk.refused(desk.acme("'cut_out': {}, 'asset': " + asset), field, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'asset': {'public_id': 'a'}", "'asset': {'public_id': 'a'}, 'cut_out': {}, 'steps': [{'type': 'trim'}]"})
    void requestHasExactlyOneUse(String body) {
        Door.Reply reply = desk.acme(body);
        assertEquals(400, reply.status());
        assertEquals("The body takes exactly one of crops, product, banner, cut_out, steps beside 'asset'.",
                reply.error().get("message").textValue());
    }

    @Test
    void bodyIsAnObjectWithAnAsset() {
        desk.refused(desk.acme("'cut_out': {}"), "asset", "'asset' is required.");
        Door.Reply list = desk.door.post(ROUTE, "[]");
        assertEquals("invalid_json", list.error().get("code").textValue());
        assertEquals("invalid_json", desk.door.post(ROUTE, "{").error().get("code").textValue());
    }
}
