package dev.imagegen.functions.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.asset.Moderation;
import dev.imagegen.contract.ErrorCode;
import dev.imagegen.credits.Plan;
import dev.imagegen.task.Task;
import dev.imagegen.task.TaskState;
import dev.imagegen.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GenerateFunctionTest {

    private static final String SIMPLE = "{\"prompt\": \"a lamp\"}";
    private static final String ASYNC = "{\"prompt\": \"a lamp\", \"async\": true}";

    private final Door door = new Door();

    @Test
    void aSynchronousCallAnswersWithTheAsset() {
        door.whileWaiting(door::completeLast);

        Door.Reply reply = door.post("text_to_image", SIMPLE);

        assertEquals(200, reply.status());
        JsonNode asset = reply.body().get("data").get("assets").get(0);
        assertEquals("managed_asset", asset.get("storage").get("storage_type").textValue());
        assertEquals("image", asset.get("storage").get("resource_type").textValue());
        assertEquals("nano-banana-1", asset.get("model").get("id").textValue());
        JsonNode quota = reply.body().get("limits").get("addons_quota").get(0);
        assertEquals(4, quota.get("used_by_request").intValue());
        assertEquals(46, quota.get("remaining").intValue());
        assertEquals("application/json; charset=utf-8", reply.headers().get("Content-Type"));
    }

    @Test
    void aSynchronousCallThatRunsOutOfTimeAnswersWithTheTask() {
        Instant start = door.clock.instant();

        Door.Reply reply = door.post("text_to_image", SIMPLE);

        assertEquals(202, reply.status());
        assertEquals(start.plusSeconds(25), door.clock.instant());
        String location = Door.BASE + "tasks/" + door.last().id();
        assertEquals(location, reply.headers().get("Location"));
        JsonNode notices = reply.body().get("notices");
        assertTrue(notices.get(notices.size() - 1).get("text").textValue().contains(location));

        door.completeLast();
        JsonNode task = door.get(location).body().get("data");
        assertEquals("completed", task.get("status").textValue());
        assertEquals(4, task.get("limits").get("addons_quota").get(0).get("used_by_request").intValue());
    }

    @Test
    void aCallMayAskForAShorterWait() {
        Instant start = door.clock.instant();
        Map<String, String> headers = Door.headers("demo-key:demo-secret");
        headers.put("prefer", "respond-async, wait=3");

        assertEquals(202, door.call("POST", "text_to_image", SIMPLE, headers).status());

        assertEquals(start.plusSeconds(3), door.clock.instant());
    }

    @Test
    void anAsynchronousCallAnswersAtOnce() {
        Instant start = door.clock.instant();

        Door.Reply reply = door.post("text_to_image", ASYNC);

        assertEquals(202, reply.status());
        assertEquals(start, door.clock.instant());
        JsonNode data = reply.body().get("data");
        assertEquals("pending", data.get("status").textValue());
        assertTrue(data.get("task_id").textValue().matches("[a-f0-9]{32}"));
        assertFalse(data.has("result"));
        assertEquals("2", reply.headers().get("Retry-After"));
        assertEquals("no-store", reply.headers().get("Cache-Control"));
    }

    @Test
    void aFailureIsTheErrorOfASynchronousCallAndOfTheTask() {
        door.whileWaiting(() -> {
            Task task = door.last();
            door.table.replace(task, task.failed(Samples.failed(ErrorCode.CONTENT_REFUSED)));
        });

        Door.Reply reply = door.post("text_to_image", SIMPLE);

        assertEquals(422, reply.status());
        assertEquals("content_refused", reply.error().get("code").textValue());
        assertEquals(0, reply.body().get("limits").get("addons_quota").get(0).get("used_by_request").intValue());
        Door.Reply task = door.get("tasks/" + door.last().id());
        assertEquals(200, task.status());
        assertEquals("failed", task.body().get("data").get("status").textValue());
        assertEquals(reply.error(), task.body().get("data").get("error"));
    }

    @Test
    void anUnknownFieldIsIgnoredAndNamed() {
        Door.Reply reply = door.post("text_to_image", "{\"prompt\": \"a\", \"async\": true, \"style\": \"oil\"}");

        assertEquals(202, reply.status());
        JsonNode notice = reply.body().get("notices").get(0);
        assertEquals("warning", notice.get("severity").textValue());
        assertEquals("The field 'style' is not known and was ignored.", notice.get("text").textValue());
    }

    @Test
    void anUnlimitedPlanShowsNoNumbers() {
        door.table.setPlan("demo", new Plan.Paid(OptionalLong.empty()));

        JsonNode quota = door.post("text_to_image", ASYNC).body().get("data").get("limits").get("addons_quota").get(0);

        assertEquals(4, quota.get("used_by_request").intValue());
        assertTrue(quota.get("remaining").isNull());
        assertTrue(quota.get("limit").isNull());
    }

    @Test
    void aClientKeySeesItsOwnTasksOnly() {
        door.post("text_to_image", ASYNC);
        String path = "tasks/" + door.last().id();
        assertEquals(404, door.call("GET", path, null, Door.headers("client-key:demo-secret")).status());

        door.call("POST", "text_to_image", ASYNC, Door.headers("client-key:demo-secret"));
        path = "tasks/" + door.last().id();
        assertEquals(200, door.call("GET", path, null, Door.headers("client-key:demo-secret")).status());
        assertEquals(200, door.get(path).status());
    }

    @Test
    void aTaskIsForgottenAfterItsTime() {
        door.post("text_to_image", ASYNC);
        String path = "tasks/" + door.last().id();

        door.clock.advance(Duration.ofDays(30));

        assertEquals(404, door.get(path).status());
    }

    private Task judged(Moderation.Verdict verdict) {
        door.post("text_to_image", ASYNC);
        door.completeLast();
        Task task = door.last();
        var old = (TaskState.Completed) task.state();
        door.table.replace(task, task.amended(old.told(old.news().with(
                List.of(new Moderation("manual", verdict, door.clock.instant()))))));
        return task;
    }

    @Test
    void aPendingModerationIsSaidInANotice() {
        JsonNode body = door.get("tasks/" + judged(Moderation.Verdict.PENDING).id()).body();

        assertEquals("completed", body.get("data").get("status").textValue());
        assertEquals("The moderation of the asset store has not decided about this image yet.",
                body.get("notices").get(body.get("notices").size() - 1).get("text").textValue());
    }

    @Test
    void aRejectedImageDoesNotGoOutAndStaysPaid() {
        JsonNode data = door.get("tasks/" + judged(Moderation.Verdict.REJECTED).id()).body().get("data");

        assertEquals("failed", data.get("status").textValue());
        assertEquals("content_refused", data.get("error").get("code").textValue());
        assertFalse(data.has("result"));
        assertEquals(4, data.get("limits").get("addons_quota").get(0).get("used_by_request").intValue());
    }

    @Test
    void anOverwrittenAssetIsSaidInANotice() {
        door.post("text_to_image", ASYNC);
        door.completeLast();
        Task task = door.last();
        var old = (TaskState.Completed) task.state();
        door.table.replace(task, task.amended(old.told(old.news().overwrittenAt(door.clock.instant()))));

        JsonNode notices = door.get("tasks/" + task.id()).body().get("notices");

        assertEquals("Another upload took the place of this image at 2026-11-22T10:00:00Z: its address shows that one.",
                notices.get(notices.size() - 1).get("text").textValue());
    }

    @Test
    void aDeletedAssetIsSaidInANotice() {
        door.post("text_to_image", ASYNC);
        door.completeLast();
        Task task = door.last();
        var old = (TaskState.Completed) task.state();
        door.table.replace(task, task.amended(new TaskState.Completed(
                old.asset(), old.assetId(), old.credits(), Optional.empty(), Optional.of(door.clock.instant()))));

        JsonNode notices = door.get("tasks/" + task.id()).body().get("notices");

        assertEquals("The asset was deleted from the store at 2026-11-22T10:00:00Z.",
                notices.get(notices.size() - 1).get("text").textValue());
    }

    @Test
    void imageToImageTakesReferences() {
        Door.Reply reply = door.post("image_to_image", """
                {"prompt": "on a table", "async": true, "reference_images": [
                  {"source_type": "managed_asset", "asset_id": "0d6f8e1c2b3a4d5e6f7a8b9c0d1e2f3a"},
                  {"source_type": "url", "url": "https://example.com/a.png"}]}""");

        assertEquals(202, reply.status());
        assertEquals("nano-banana-1-edit", door.last().order().model().id());
        assertEquals(2, door.last().order().references().size());
    }

    @Test
    void aQueueThatIsDownDoesNotFailTheCall() {
        door.post("text_to_image", ASYNC);
        door.jobs.breakDown();

        assertEquals(202, door.post("text_to_image", ASYNC).status());
    }

    @Test
    void healthNeedsNoCredentials() {
        Door.Reply reply = door.call("GET", "/health", null, Map.of());

        assertEquals(200, reply.status());
        assertEquals("ok", reply.body().get("status").textValue());
        assertNull(reply.error());
    }
}
