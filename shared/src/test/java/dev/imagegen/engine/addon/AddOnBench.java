package dev.imagegen.engine.addon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.asset.StoredAsset;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Storage;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Progress;
import dev.imagegen.engine.ProviderSettings;
import dev.imagegen.engine.Upstream;
import dev.imagegen.engine.http.ProviderHttp;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.MutableClock;
import dev.imagegen.testing.Png;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** The engine, and a stub in Cloudinary's place that answers by path. No failure may show the secret. */
final class AddOnBench implements AutoCloseable {

    static final String SECRET = "not-a-real-secret";
    static final String BASIC = "Basic MTIzNDU2Nzg5MDEyMzQ1Om5vdC1hLXJlYWwtc2VjcmV0";
    static final String GENERATIONS = "/v2/generate/acme-demo/text_to_image";
    static final String EDITS = "/v2/generate/acme-demo/image_to_image";
    static final String TASK = "/v2/generate/acme-demo/tasks/1c9e5f0a";
    static final String TASK_ID = "0199b2c3d4e5f60718293a4b5c6d7e8f";
    static final String RESOURCE = "/v1_1/acme-demo/resources/image/upload/imagegen/" + TASK_ID;
    static final byte[] IMAGE = Png.of(64, 48);

    /** Where a completed task says that its image is. */
    static final String STORAGE = """
            'storage': {'storage_type': 'managed_asset', 'secure_url': 'BASE/acme-demo/image/upload/v1790000000/gen/lamp.png',
             'asset_id': '4b7c0d1e2f3a495867768594a3b2c1d0', 'public_id': 'gen/lamp', 'resource_type': 'image', 'type': 'upload',
             'version': 1790000000}""";

    private final Map<String, HttpStub.Reply> replies = new ConcurrentHashMap<>();
    private final MutableClock clock = new MutableClock();
    private final HttpStub stub;

    AddOnBench() throws IOException {
        stub = new HttpStub(call -> replies.getOrDefault(call.path(), HttpStub.Reply.json(404, "{}")));
    }

    AddOnBench with(String path, HttpStub.Reply reply) {
        replies.put(path, reply);
        return this;
    }

    /** {@code BASE} in the body is the stub's address; single quotes are double ones. */
    AddOnBench with(String path, int status, String body) {
        return with(path, HttpStub.Reply.json(status, body.replace("BASE", stub.address().toString()).replace('\'', '"')));
    }

    AddOnEngine engine() {
        return engine(SECRET, Optional.empty(), (task, index, _) -> URI.create("https://shelf.example/%s/%d".formatted(task, index)));
    }

    AddOnEngine engine(String secret, Optional<URI> webhook, ReferenceShelf shelf) {
        return new AddOnEngine(new ProviderSettings(stub.address(), () -> secret, List.of(), 8), "acme-demo",
                "123456789012345", webhook, shelf, new ProviderHttp(Clock.systemUTC()), clock);
    }

    /** The task has ended with this one asset, for three credits. */
    void completed(String asset) {
        with(TASK, 200, """
                {'data': {'task_id': '1c9e5f0a', 'status': 'completed', 'result': {'assets': [{%s}]}, 'limits': {'addons_quota': [
                 {'type': 'image_generation', 'used_by_request': 3, 'remaining': 41, 'limit': 50}]}}, 'request_id': 'r'}"""
                .formatted(asset));
    }

    /** The answer to a look-up of the image. */
    static String lookedUp(String format) {
        return """
                {'asset_id': '4b7c0d1e2f3a495867768594a3b2c1d0', 'public_id': 'gen/lamp', 'format': '%s', 'version': 1790000000,
                 'resource_type': 'image', 'type': 'upload', 'created_at': '2026-09-21T14:13:20Z', 'bytes': 99, 'width': 1024,
                 'height': 768, 'secure_url': 'BASE/acme-demo/image/upload/v1790000000/gen/lamp.png', 'task': '%s'}"""
                .formatted(format, TASK_ID);
    }

    /** The image of {@link #STORAGE}. */
    StoredAsset lamp(ImageFormat format, int width, int height, long bytes) {
        var storage = new Storage.Managed(URI.create(stub.address() + "/acme-demo/image/upload/v1790000000/gen/lamp.png"),
                "4b7c0d1e2f3a495867768594a3b2c1d0", "gen/lamp", 1790000000);
        return new StoredAsset(storage.assetId(), storage, format, width, height, bytes);
    }

    Progress ask(Drawing drawing) {
        return engine().ask(upstream(OptionalLong.empty()), drawing);
    }

    Upstream upstream(OptionalLong microDollars) {
        return new Upstream("cloudinary", "1c9e5f0a", URI.create(stub.address() + TASK), MutableClock.START, microDollars);
    }

    static EngineException refuses(Callable<?> call) {
        EngineException e = assertThrows(EngineException.class, call::call);
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        String shown = trace + e.error().message();
        assertFalse(shown.contains(SECRET) || shown.contains(BASIC.substring(6)), shown);
        return e;
    }

    MutableClock clock() {
        return clock;
    }

    /** The only one that came. */
    HttpStub.Call call() {
        assertEquals(1, stub.calls().size());
        return stub.calls().getFirst();
    }

    List<String> calls() {
        return stub.calls().stream().map(call -> call.method() + " " + call.path()).toList();
    }

    HttpStub.Call last() {
        return stub.calls().getLast();
    }

    URI address() {
        return stub.address();
    }

    static Drawings managed() {
        return Drawings.usual().task(TASK_ID).target(Target.DEFAULT);
    }

    static Drawings temporary() {
        return Drawings.usual().task(TASK_ID).target(new Target.Temporary());
    }

    static String json(String text) {
        return Json.write(Json.parse(text.replace('\'', '"')));
    }

    @Override
    public void close() {
        stub.close();
    }
}
