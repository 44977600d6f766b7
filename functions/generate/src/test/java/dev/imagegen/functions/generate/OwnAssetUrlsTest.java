package dev.imagegen.functions.generate;

import static dev.imagegen.functions.generate.DeliveryUrlDesk.notices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.task.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of an asset that a task here has made: its size is known, and it is its owner's. */
class OwnAssetUrlsTest {

    private final DeliveryUrlDesk desk = new DeliveryUrlDesk();

    @Test
    void assetOfATaskIsNamedByItsIdAndItsSizeIsKnown() {
        String id = desk.stored();
        Door.Reply large = desk.own(id, "'crops': {'ratios': ['1:1'], 'width': 600}");
        Door.Reply small = desk.own(id, "'crops': {'ratios': ['1:1', '4:1'], 'width': 600, 'enlarge': false}");

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
        Door.Reply reply = desk.own(desk.stored(), "'steps': [{'type': 'crop', " + mode + "}]");
        assertEquals(200, reply.status(), reply.body().toString());
        assertEquals(width, reply.body().at("/data/urls/0/width").intValue());
        assertEquals(height, reply.body().at("/data/urls/0/height").intValue());
        assertEquals(enlarges, !notices(reply).isEmpty());
    }

    @Test
    void assetIsSeenByItsOwnerAndByTheRootKeyAlone() {
        String id = desk.stored();
        desk.door.post("text_to_image", "{\"prompt\": \"a lamp\", \"async\": true}");
        desk.door.completeLast();
        String rootsOwn = desk.door.last().id();

        assertEquals(200, desk.own(id, "'cut_out': {}").status());
        assertEquals(200, desk.as("demo-key:demo-secret", id, "'cut_out': {}").status());
        notFound(desk.own(rootsOwn, "'cut_out': {}"), "asset.asset_id");
        notFound(desk.acme("'asset': {'asset_id': '" + id + "'}, 'cut_out': {}"), "asset.asset_id");
        notFound(desk.own("0a", "'cut_out': {}"), "asset.asset_id");
        notFound(desk.own(id, "'cut_out': {'mock_up': {'asset_id': '0a'}}"), "cut_out.mock_up.asset_id");
        desk.door.clock.advance(Duration.ofDays(31));
        notFound(desk.own(id, "'cut_out': {}"), "asset.asset_id");
    }

    @Test
    void assetThatIsGoneIsNotFound() {
        String id = desk.stored();
        var task = desk.door.last();
        var completed = (TaskState.Completed) task.state();
        assertTrue(desk.door.table.replace(task, task.amended(completed.gone(desk.door.clock.instant()))));
        notFound(desk.own(id, "'cut_out': {}"), "asset.asset_id");
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
        assertEquals(status, desk.as(credentials, "0a", "'cut_out': {}").status());
    }
}
