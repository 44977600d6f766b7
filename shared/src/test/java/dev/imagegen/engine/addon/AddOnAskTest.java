package dev.imagegen.engine.addon;

import static dev.imagegen.engine.addon.AddOnBench.IMAGE;
import static dev.imagegen.engine.addon.AddOnBench.RESOURCE;
import static dev.imagegen.engine.addon.AddOnBench.TASK;
import static dev.imagegen.engine.addon.AddOnBench.TASK_ID;
import static dev.imagegen.engine.addon.AddOnBench.managed;
import static dev.imagegen.engine.addon.AddOnBench.refuses;
import static dev.imagegen.engine.addon.AddOnBench.temporary;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Notice;
import dev.imagegen.contract.Severity;
import dev.imagegen.contract.Storage;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.testing.HttpStub;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AddOnAskTest {

    private static final String STORAGE = """
            'storage': {'storage_type': 'managed_asset', 'secure_url': 'BASE/acme-demo/image/upload/v1790000000/gen/lamp.png',
             'asset_id': '4b7c0d1e2f3a495867768594a3b2c1d0', 'public_id': 'gen/lamp', 'resource_type': 'image', 'type': 'upload',
             'version': 1790000000}""";

    private AddOnBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AddOnBench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "processing", "queued_again", "", "COMPLETED"})
    void anyStateThatIsNoEndIsPending(String status) {
        bench.with(TASK, 200, "{'data': {'task_id': '1c9e5f0a', 'status': '%s', 'result': null, 'error': null}}".formatted(status));

        assertEquals(new Pending(bench.upstream(OptionalLong.empty())), bench.ask(managed().drawing()));
        assertEquals("GET", bench.call().method());
        assertEquals(AddOnBench.BASIC, bench.call().header("Authorization"));
    }

    @Test
    void aManagedAssetIsDelivered() {
        completed(STORAGE + """
                , 'format': 'png', 'width': 1024, 'height': 768, 'bytes': 1483920, 'model': {'family': 'flux', 'tier': 'premium',
                 'id': 'flux-2-pro'}, 'seed': 42, 'created_at': '2026-10-07T21:12:04.132645226Z'""");

        assertEquals(new Delivered(lamp(ImageFormat.PNG, 1024, 768, 1483920), OptionalLong.of(42), OptionalLong.of(30_000),
                List.of()), bench.ask(managed().drawing()));
        assertEquals(1, bench.calls().size());
    }

    @Test
    void whatIsNotKnownYetIsPassedOver() {
        completed(STORAGE.replace("'version'", "'brand_new': {}, 'version'") + """
                , 'format': 'jpeg', 'width': 10, 'height': 20, 'bytes': 30, 'model': {'family': 'none', 'tier': 'none',
                 'id': 'muse-image'}, 'seed': null, 'created_at': 7, 'more': []""");

        assertEquals(new Delivered(lamp(ImageFormat.JPEG, 10, 20, 30), OptionalLong.empty(), OptionalLong.of(30_000), List.of()),
                bench.ask(managed().drawing()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'format': 'png', 'width': 0, 'height': 0, 'bytes': 5", "'format': 'png', 'width': 64, 'height': 48", "'seed': 1",
        "'format': 'avif', 'width': 64, 'height': 48, 'bytes': 5", "'format': null, 'width': null, 'height': null, 'bytes': null",
        "'format': 7, 'width': '64', 'height': {}, 'bytes': []", "'format': 'png', 'width': -1, 'height': 48, 'bytes': 5",
    })
    void whatItDoesNotSayIsMeasured(String media) {
        completed(STORAGE + ", " + media);
        bench.with("/acme-demo/image/upload/v1790000000/gen/lamp.png", new HttpStub.Reply(200, IMAGE));

        Delivered delivered = assertInstanceOf(Delivered.class, bench.ask(managed().drawing()));

        assertEquals(lamp(ImageFormat.PNG, 64, 48, IMAGE.length), delivered.asset());
        assertEquals(2, bench.calls().size());
        assertNull(bench.last().header("Authorization"));
    }

    @Test
    void anImageThatCannotBeMeasuredJustNowIsAskedForAgain() {
        completed(STORAGE);
        bench.with("/acme-demo/image/upload/v1790000000/gen/lamp.png", HttpStub.Reply.json(500, ""));

        assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(managed().drawing())).failure());
    }

    @Test
    void somethingElseThanAnImageIsNone() {
        completed(STORAGE);
        bench.with("/acme-demo/image/upload/v1790000000/gen/lamp.png", new HttpStub.Reply(200, new byte[] {1, 2}));

        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.ask(managed().drawing())).failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'asset_id'", "'secure_url'", "'version'"})
    void anAssetOfWhichSomethingIsMissingIsLookedUp(String field) {
        completed(STORAGE.replace(field, "'other'") + ", 'format': 'png', 'width': 1, 'height': 2, 'bytes': 3");
        bench.with("/v1_1/acme-demo/resources/image/upload/gen/lamp", 200, lookedUp("jpg"));

        Delivered delivered = assertInstanceOf(Delivered.class, bench.ask(managed().drawing()));

        assertEquals(lamp(ImageFormat.JPEG, 1024, 768, 99), delivered.asset());
        assertEquals(AddOnBench.BASIC, bench.last().header("Authorization"));
    }

    @ParameterizedTest
    @CsvSource({"404, ''", "200, {}", "200, ''", "200, []", "500, ''"})
    void anAssetThatCannotBeLookedUpYetIsAskedForAgain(int status, String body) {
        completed(STORAGE.replace("'asset_id'", "'other'"));
        bench.with("/v1_1/acme-demo/resources/image/upload/gen/lamp", status, body);

        assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(managed().drawing())).failure());
    }

    @Test
    void aTemporaryImageIsFetchedWithoutTheSecret() {
        completed("""
                'storage': {'storage_type': 'temporary', 'secure_url': 'BASE/v2/acme-demo/uploads/7c1e/stream',
                 'expires_at': '2026-10-07T21:42:04Z'}, 'seed': 9""");
        bench.with("/v2/acme-demo/uploads/7c1e/stream", new HttpStub.Reply(200, IMAGE));

        Picture picture = assertInstanceOf(Picture.class, bench.ask(temporary().drawing()));

        assertArrayEquals(IMAGE, picture.bytes());
        assertEquals(OptionalLong.of(9), picture.seed());
        assertEquals(OptionalLong.of(30_000), picture.microDollars());
        assertNull(bench.last().header("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 200})
    void aTemporaryImageThatLagsOrIsNoneYetIsAskedForAgain(int status) {
        completed("'storage': {'storage_type': 'temporary', 'secure_url': 'BASE/t/stream'}");
        bench.with("/t/stream", new HttpStub.Reply(status, new byte[] {1, 2, 3}));

        assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(temporary().drawing())).failure());

        bench.with("/t/stream", new HttpStub.Reply(200, IMAGE));
        assertInstanceOf(Picture.class, bench.ask(temporary().drawing()));
    }

    @Test
    void aTemporaryImageWhoseDownloadBreaksIsAskedForAgain() throws IOException {
        try (HttpStub cut = new HttpStub(_ -> {
            throw new IOException("the connection is closed");
        })) {
            completed("'storage': {'storage_type': 'temporary', 'secure_url': '%s/t'}".formatted(cut.address()));

            assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(temporary().drawing())).failure());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'https://evil.example/x.png'", "'http://169.254.169.254/x'", "'file:///etc/passwd'", "' '", "null", "7"})
    void anAddressThatIsNotCloudinarysIsNotFetched(String url) {
        completed("'storage': {'storage_type': 'temporary', 'secure_url': %s}".formatted(url));

        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.ask(temporary().drawing())).failure());
        assertEquals(1, bench.calls().size());
    }

    @Test
    void anImageThatIsStoredOtherwiseThanAskedIsFetched() {
        bench.with("/acme-demo/image/upload/v1790000000/gen/lamp.png", new HttpStub.Reply(200, IMAGE));
        completed(STORAGE);
        assertInstanceOf(Picture.class, bench.ask(temporary().drawing()));

        completed("'storage': {'storage_type': 'brand_new', 'secure_url': 'BASE/acme-demo/image/upload/v1790000000/gen/lamp.png'}");
        assertInstanceOf(Picture.class, bench.ask(managed().drawing()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'error': {'category': 'user_error', 'code': 'MG_1', 'message': 'm'} | REFUSED",
        "'error': {'category': 'server_error'} | BROKEN",
        "'error': {'category': 'rate_limit_error'} | BROKEN",
        "'error': {'category': 'auth_error'} | BROKEN",
        "'error': {'category': 'brand_new'} | BROKEN",
        "'error': null | BROKEN",
        "'error': 'text' | BROKEN",
        "'x': 1 | BROKEN",
    })
    void aFailedOneIsAnEnd(String error, Failure failure) {
        bench.with(TASK, 200, "{'data': {'task_id': '1c9e5f0a', 'status': 'failed', %s}}".formatted(error));

        Failure given = refuses(() -> bench.ask(managed().drawing())).failure();

        assertEquals(failure, given);
        assertEquals(false, given.safeToRepeat() || given.operators());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{'data': null}", "<html>"})
    void anAnswerThatCannotBeReadIsAskedForAgain(String body) {
        bench.with(TASK, 200, body);

        assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(managed().drawing())).failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'result': null", "'result': {}", "'result': {'assets': []}", "'result': {'assets': [null]}",
        "'result': {'assets': [{'storage': null}]}", "'x': 1"})
    void aCompletedOneWithoutAnAssetIsLookedFor(String result) {
        bench.with(TASK, 200, "{'data': {'status': 'completed', %s}}".formatted(result));
        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.ask(managed().drawing())).failure());
        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.ask(temporary().drawing())).failure());

        bench.with(RESOURCE, 200, lookedUp("png"));
        assertInstanceOf(Delivered.class, bench.ask(managed().drawing()));
    }

    @Test
    void oneThatWasTakenJustNowMayNotBeKnownEverywhereYet() {
        for (int second = 0; second < 5; second++) {
            assertEquals(new Pending(bench.upstream(OptionalLong.empty())), bench.ask(temporary().drawing()));
            bench.clock().advance(Duration.ofSeconds(1));
        }

        assertEquals(Failure.OUTCOME_UNKNOWN, refuses(() -> bench.ask(temporary().drawing())).failure());
    }

    @Test
    void aForgottenOneIsLookedFor() {
        bench.clock().advance(Duration.ofMinutes(1));
        assertEquals(Failure.OUTCOME_UNKNOWN, refuses(() -> bench.ask(managed().drawing())).failure());
        assertEquals(Failure.OUTCOME_UNKNOWN, refuses(() -> bench.ask(temporary().drawing())).failure());

        bench.with(RESOURCE, 200, lookedUp("png"));
        assertEquals(lamp(ImageFormat.PNG, 1024, 768, 99),
                assertInstanceOf(Delivered.class, bench.ask(managed().drawing())).asset());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'addons_quota': [{'type': 'image_generation', 'used_by_request': 9, 'remaining': 1, 'limit': 50}]} | 90000",
        "{'addons_quota': [{'used_by_request': null}, {'used_by_request': 4}]} | 40000",
        "{'addons_quota': [{'used_by_request': 0}]} | 0",
        "{'addons_quota': [{'used_by_request': null, 'remaining': null, 'limit': null}]} | 70000",
        "{'addons_quota': [{'used_by_request': -1}]} | 70000",
        "{'addons_quota': [{'used_by_request': 99999999999999}]} | 70000",
        "{'addons_quota': 'none'} | 70000",
        "null | 70000",
    })
    void theCostIsTheLatestThatItSays(String limits, long microDollars) {
        for (String place : new String[] {"{'data': {'status': 'completed', 'result': %s, 'limits': %s}}",
            "{'limits': %2$s, 'data': {'status': 'completed', 'result': %1$s}}"}) {
            bench.with(TASK, 200, place.formatted("{'assets': [{" + STORAGE + ", 'format': 'png', 'width': 1, 'height': 1, 'bytes': 1}]}",
                    limits));

            Delivered delivered = (Delivered) bench.engine().ask(bench.upstream(OptionalLong.of(70_000)), managed().drawing());

            assertEquals(OptionalLong.of(microDollars), delivered.microDollars());
        }
    }

    @Test
    void noticesAreMarkedAsCloudinarys() {
        bench.with(TASK, 200, "{'data': {'status': 'completed', 'result': {'assets': [{" + STORAGE + """
                , 'format': 'png', 'width': 1, 'height': 1, 'bytes': 1}]}}, 'notices': [
                 {'severity': 'warning', 'text': 'You have used 40 of 50\\ncredits.'}, {'severity': 'brand_new', 'text': 'Hm'},
                 {'severity': 'blocking', 'text': ''}, {'text': null}, null, 'x', {'severity': 'info', 'text': '%s'}]}"""
                .formatted("é".repeat(400)));

        assertEquals(List.of(
                new Notice(Severity.WARNING, "Cloudinary says: You have used 40 of 50 credits."),
                new Notice(Severity.INFO, "Cloudinary says: Hm"),
                new Notice(Severity.INFO, "Cloudinary says: " + "é".repeat(299) + "…")),
                ((Delivered) bench.ask(managed().drawing())).notices());
    }

    private void completed(String asset) {
        bench.with(TASK, 200, """
                {'data': {'task_id': '1c9e5f0a', 'status': 'completed', 'result': {'assets': [{%s}]}, 'limits': {'addons_quota': [
                 {'type': 'image_generation', 'used_by_request': 3, 'remaining': 41, 'limit': 50}]}}, 'request_id': 'r'}"""
                .formatted(asset));
    }

    private static String lookedUp(String format) {
        return """
                {'asset_id': '4b7c0d1e2f3a495867768594a3b2c1d0', 'public_id': 'gen/lamp', 'format': '%s', 'version': 1790000000,
                 'resource_type': 'image', 'type': 'upload', 'created_at': '2026-09-21T14:13:20Z', 'bytes': 99, 'width': 1024,
                 'height': 768, 'secure_url': 'BASE/acme-demo/image/upload/v1790000000/gen/lamp.png', 'task': '%s'}"""
                .formatted(format, TASK_ID);
    }

    private StoredAsset lamp(ImageFormat format, int width, int height, long bytes) {
        var storage = new Storage.Managed(URI.create(bench.address() + "/acme-demo/image/upload/v1790000000/gen/lamp.png"),
                "4b7c0d1e2f3a495867768594a3b2c1d0", "gen/lamp", 1790000000);
        return new StoredAsset(storage.assetId(), storage, format, width, height, bytes);
    }
}
