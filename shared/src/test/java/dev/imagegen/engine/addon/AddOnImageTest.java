package dev.imagegen.engine.addon;

import static dev.imagegen.engine.addon.AddOnBench.IMAGE;
import static dev.imagegen.engine.addon.AddOnBench.STORAGE;
import static dev.imagegen.engine.addon.AddOnBench.lookedUp;
import static dev.imagegen.engine.addon.AddOnBench.managed;
import static dev.imagegen.engine.addon.AddOnBench.refuses;
import static dev.imagegen.engine.addon.AddOnBench.temporary;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.imagegen.contract.ImageFormat;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Picture;
import dev.imagegen.testing.HttpStub;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image of a completed task: what is not said of it is measured or looked up, a temporary one is fetched. */
class AddOnImageTest {

    private AddOnBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AddOnBench();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aManagedAssetIsDelivered() {
        bench.completed(STORAGE + """
                , 'format': 'png', 'width': 1024, 'height': 768, 'bytes': 1483920, 'model': {'family': 'flux', 'tier': 'premium',
                 'id': 'flux-2-pro'}, 'seed': 42, 'created_at': '2026-10-07T21:12:04.132645226Z'""");

        assertEquals(new Delivered(bench.lamp(ImageFormat.PNG, 1024, 768, 1483920), OptionalLong.of(42), OptionalLong.of(30_000),
                List.of()), bench.ask(managed().drawing()));
        assertEquals(1, bench.calls().size());
    }

    @Test
    void whatIsNotKnownYetIsPassedOver() {
        bench.completed(STORAGE.replace("'version'", "'brand_new': {}, 'version'") + """
                , 'format': 'jpeg', 'width': 10, 'height': 20, 'bytes': 30, 'model': {'family': 'none', 'tier': 'none',
                 'id': 'muse-image'}, 'seed': null, 'created_at': 7, 'more': []""");

        assertEquals(new Delivered(bench.lamp(ImageFormat.JPEG, 10, 20, 30), OptionalLong.empty(), OptionalLong.of(30_000), List.of()),
                bench.ask(managed().drawing()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'format': 'png', 'width': 0, 'height': 0, 'bytes': 5", "'format': 'png', 'width': 64, 'height': 48", "'seed': 1",
        "'format': 'avif', 'width': 64, 'height': 48, 'bytes': 5", "'format': null, 'width': null, 'height': null, 'bytes': null",
        "'format': 7, 'width': '64', 'height': {}, 'bytes': []", "'format': 'png', 'width': -1, 'height': 48, 'bytes': 5",
    })
    void whatItDoesNotSayIsMeasured(String media) {
        bench.completed(STORAGE + ", " + media);
        bench.with("/acme-demo/image/upload/v1790000000/gen/lamp.png", new HttpStub.Reply(200, IMAGE));

        Delivered delivered = assertInstanceOf(Delivered.class, bench.ask(managed().drawing()));

        assertEquals(bench.lamp(ImageFormat.PNG, 64, 48, IMAGE.length), delivered.asset());
        assertEquals(2, bench.calls().size());
        assertNull(bench.last().header("Authorization"));
    }

    @Test
    void anImageThatCannotBeMeasuredJustNowIsAskedForAgain() {
        bench.completed(STORAGE);
        bench.with("/acme-demo/image/upload/v1790000000/gen/lamp.png", HttpStub.Reply.json(500, ""));

        assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(managed().drawing())).failure());
    }

    @Test
    void somethingElseThanAnImageIsNone() {
        bench.completed(STORAGE);
        bench.with("/acme-demo/image/upload/v1790000000/gen/lamp.png", new HttpStub.Reply(200, new byte[] {1, 2}));

        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.ask(managed().drawing())).failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'asset_id'", "'secure_url'", "'version'"})
    void anAssetOfWhichSomethingIsMissingIsLookedUp(String field) {
        bench.completed(STORAGE.replace(field, "'other'") + ", 'format': 'png', 'width': 1, 'height': 2, 'bytes': 3");
        bench.with("/v1_1/acme-demo/resources/image/upload/gen/lamp", 200, lookedUp("jpg"));

        Delivered delivered = assertInstanceOf(Delivered.class, bench.ask(managed().drawing()));

        assertEquals(bench.lamp(ImageFormat.JPEG, 1024, 768, 99), delivered.asset());
        assertEquals(AddOnBench.BASIC, bench.last().header("Authorization"));
    }

    @ParameterizedTest
    @CsvSource({"404, ''", "200, {}", "200, ''", "200, []", "500, ''"})
    void anAssetThatCannotBeLookedUpYetIsAskedForAgain(int status, String body) {
        bench.completed(STORAGE.replace("'asset_id'", "'other'"));
        bench.with("/v1_1/acme-demo/resources/image/upload/gen/lamp", status, body);

        assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(managed().drawing())).failure());
    }

    @Test
    void aTemporaryImageIsFetchedWithoutTheSecret() {
        bench.completed("""
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
        bench.completed("'storage': {'storage_type': 'temporary', 'secure_url': 'BASE/t/stream'}");
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
            bench.completed("'storage': {'storage_type': 'temporary', 'secure_url': '%s/t'}".formatted(cut.address()));

            assertEquals(Failure.OVERLOADED, refuses(() -> bench.ask(temporary().drawing())).failure());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'https://10.0.0.1/x.png'", "'http://169.254.169.254/x'", "'file:///etc/passwd'", "' '", "null", "7"})
    void addressThatIsNotPublicIsNotFetched(String url) {
        bench.completed("'storage': {'storage_type': 'temporary', 'secure_url': %s}".formatted(url));

        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.ask(temporary().drawing())).failure());
        assertEquals(1, bench.calls().size());
    }

    @Test
    void anImageThatIsStoredOtherwiseThanAskedIsFetched() {
        bench.with("/acme-demo/image/upload/v1790000000/gen/lamp.png", new HttpStub.Reply(200, IMAGE));
        bench.completed(STORAGE);
        assertInstanceOf(Picture.class, bench.ask(temporary().drawing()));

        bench.completed("'storage': {'storage_type': 'brand_new', 'secure_url': 'BASE/acme-demo/image/upload/v1790000000/gen/lamp.png'}");
        assertInstanceOf(Picture.class, bench.ask(managed().drawing()));
    }
}
