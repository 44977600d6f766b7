package dev.imagegen.engine.addon;

import static dev.imagegen.engine.addon.AddOnBench.EDITS;
import static dev.imagegen.engine.addon.AddOnBench.GENERATIONS;
import static dev.imagegen.engine.addon.AddOnBench.IMAGE;
import static dev.imagegen.engine.addon.AddOnBench.RESOURCE;
import static dev.imagegen.engine.addon.AddOnBench.SECRET;
import static dev.imagegen.engine.addon.AddOnBench.TASK;
import static dev.imagegen.engine.addon.AddOnBench.TASK_ID;
import static dev.imagegen.engine.addon.AddOnBench.managed;
import static dev.imagegen.engine.addon.AddOnBench.refuses;
import static dev.imagegen.engine.addon.AddOnBench.temporary;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.ImageFormat;
import dev.imagegen.contract.AspectRatio;
import dev.imagegen.contract.ImageSize;
import dev.imagegen.contract.ImageSize.Pixels;
import dev.imagegen.contract.ImageSize.Shape;
import dev.imagegen.contract.Json;
import dev.imagegen.contract.Resolution;
import dev.imagegen.contract.SizeAsked;
import dev.imagegen.contract.Target;
import dev.imagegen.engine.Delivered;
import dev.imagegen.engine.Drawing;
import dev.imagegen.engine.EngineException;
import dev.imagegen.engine.Failure;
import dev.imagegen.engine.Pending;
import dev.imagegen.engine.Picture;
import dev.imagegen.engine.Upstream;
import dev.imagegen.testing.Drawings;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddOnSubmissionTest {

    private static final String ACCEPTED = "{'data': {'task_id': '1c9e5f0a', 'status': 'pending'}, 'request_id': 'r'}";

    private AddOnBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new AddOnBench().with(GENERATIONS, 202, ACCEPTED).with(EDITS, 202, ACCEPTED);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aPromptIsSubmittedToBeAskedFor() {
        bench.engine().generate(managed().prompt("A \"lake\"").size(1024, 768).drawing());

        HttpStub.Call call = bench.call();
        assertEquals("POST", call.method());
        assertEquals(GENERATIONS, call.path());
        assertEquals(AddOnBench.BASIC, call.header("Authorization"));
        assertEquals("application/json", call.header("Content-Type"));
        assertEquals(Json.parse("""
                {"prompt": "A \\"lake\\"", "model": {"id": "flux-2-pro"}, "image_size": {"width": 1024, "height": 768},
                 "format": "png", "target": {"target_type": "managed_asset", "public_id": "imagegen/%s"}, "seed": 42,
                 "async": true}""".formatted(TASK_ID)), Json.parse(call.text()));
    }

    @Test
    void anAcceptedOneIsPendingUnderTheirId() {
        var pending = new Pending(new Upstream("cloudinary", "1c9e5f0a", URI.create(bench.address() + TASK), MutableClock.START,
                OptionalLong.empty()));

        assertEquals(pending, bench.engine().generate(managed().drawing()));
    }

    @Test
    void whatItSaysAboutTheCostIsKept() {
        bench.with(GENERATIONS, 202, """
                {'data': {'task_id': '1c9e5f0a', 'status': 'brand_new', 'limits': {'addons_quota': [
                  {'type': 'image_generation', 'used_by_request': 3, 'remaining': null, 'limit': null}]}}}""");

        Pending pending = (Pending) bench.engine().generate(managed().drawing());

        assertEquals(OptionalLong.of(30_000), pending.upstream().microDollars());
    }

    @Test
    void theCallersTargetIsPassedOn() {
        var target = new Target.Managed(Optional.of("campaigns/été 1"), Optional.of("signed"));
        assertEquals(AddOnBench.json("{'target_type': 'managed_asset', 'public_id': 'campaigns/été 1', 'upload_preset': 'signed'}"),
                Json.write(sent(managed().target(target)).path("target")));
    }

    @Test
    void aTemporaryTargetHasNoPublicId() {
        assertEquals("{\"target_type\":\"temporary\"}", Json.write(sent(temporary()).path("target")));
    }

    @Test
    void withoutASeedNoneIsSent() {
        assertFalse(sent(managed().seed(OptionalLong.empty())).has("seed"));
    }

    @ParameterizedTest
    @CsvSource({"4096, 4096, true", "64, 64, true", "5504, 3072, false", "64, 4097, false", "63, 64, false"})
    void sizesThatItDoesNotTakeAsPixelsAreNamedByShape(int width, int height, boolean pixels) {
        Drawing drawing = managed().model("nano-banana-2").size(5504, 3072).drawing().sized(width, height);
        bench.engine().generate(drawing);

        String expected = pixels
                ? "{'width': %d, 'height': %d}".formatted(width, height)
                : "{'aspect_ratio': '16:9', 'resolution': '4K'}";
        assertEquals(AddOnBench.json(expected), Json.write(Json.parse(bench.call().text()).path("image_size")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1000x801 | {'width': 1000, 'height': 801}", "3:4 at 2K | {'aspect_ratio': '3:4', 'resolution': '2K'}", "'' | ",
    })
    void sizeOfAModelThatNobodyKnowsIsPassedOnAsItWasAskedFor(String size, String expected) {
        Optional<ImageSize> asked = Optional.of(size).filter(s -> !s.isEmpty()).map(s -> s.contains("x")
                ? Pixels.parse(s)
                : new Shape(AspectRatio.PORTRAIT, Resolution.TWO_K));

        JsonNode sent = sent(managed().model("flux-2-flash").asked(new SizeAsked(asked)));

        assertEquals(expected == null ? "" : AddOnBench.json(expected),
                sent.has("image_size") ? Json.write(sent.get("image_size")) : "");
        assertEquals("flux-2-flash", sent.at("/model/id").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example/cloudinary, https://hooks.example/cloudinary?task=" + TASK_ID,
        "https://hooks.example/c?a=1, https://hooks.example/c?a=1&task=" + TASK_ID,
    })
    void theWebhookCarriesOurTask(URI webhook, String expected) {
        bench.engine(SECRET, Optional.of(webhook), (_, _, _) -> webhook).generate(managed().drawing());

        assertEquals(expected, Json.parse(bench.call().text()).path("notification_url").asText());
    }

    @Test
    void referencesAreShelvedAndNamedInTheirOrder() {
        Drawing drawing = managed().model("flux-2-pro-edit").as(ImageFormat.WEBP, IMAGE, IMAGE).drawing();
        bench.engine().generate(drawing);

        JsonNode body = Json.parse(bench.call().text());
        assertEquals(EDITS, bench.call().path());
        assertEquals("flux-2-pro-edit", body.path("model").path("id").asText());
        assertEquals("webp", body.path("format").asText());
        assertEquals(AddOnBench.json("""
                [{'source_type': 'url', 'url': 'https://shelf.example/%s/0'},
                 {'source_type': 'url', 'url': 'https://shelf.example/%s/1'}]""".formatted(TASK_ID, TASK_ID)),
                Json.write(body.path("reference_images")));
    }

    @Test
    void withoutItsReferencesNothingIsSubmitted() {
        ReferenceShelf full = (_, _, _) -> {
            throw new EngineException(Failure.OVERLOADED, "Full.");
        };
        Drawing drawing = managed().model("flux-2-pro-edit").as(ImageFormat.PNG, IMAGE).drawing();

        assertEquals(Failure.OVERLOADED,
                refuses(() -> bench.engine(SECRET, Optional.empty(), full).generate(drawing)).failure());
        assertEquals(List.of(), bench.calls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void withoutASecretNothingIsSubmitted(String secret) {
        assertEquals(Failure.CREDENTIALS, refuses(() -> bench.engine(secret, Optional.empty(), (_, _, _) -> bench.address())
                .generate(managed().drawing())).failure());
        assertEquals(List.of(), bench.calls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{'data': null}", "{'data': {}}", "{'data': {'task_id': null}}",
        "{'data': {'task_id': '../../evil'}}", "{'data': {'assets': []}}", "{'data': {'assets': [{}]}}", "<html>"})
    void successThatNamesNothingIsNoImage(String body) {
        bench.with(GENERATIONS, 202, body);

        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.engine().generate(managed().drawing())).failure());
        assertEquals(1, bench.calls().size());
    }

    @Test
    void aResultAtOnceIsUnderstoodToo() {
        bench.with(GENERATIONS, 200, """
                {'data': {'assets': [{'storage': {'storage_type': 'managed_asset', 'secure_url': 'BASE/i.png', 'asset_id': 'a1',
                 'public_id': 'p', 'resource_type': 'image', 'type': 'upload', 'version': 1790000000}, 'format': 'png', 'width': 8,
                 'height': 9, 'bytes': 10}]}, 'limits': {'addons_quota': [{'used_by_request': 2}]}}""");

        Delivered delivered = (Delivered) bench.engine().generate(managed().drawing());

        assertEquals("a1", delivered.asset().assetId());
        assertEquals(OptionalLong.of(20_000), delivered.microDollars());
    }

    @Test
    void aTemporaryResultAtOnceIsFetched() {
        bench.with(GENERATIONS, 200, TEMPORARY).with("/t/stream", new HttpStub.Reply(200, IMAGE));

        Picture picture = (Picture) bench.engine().generate(temporary().drawing());

        assertArrayEquals(IMAGE, picture.bytes());
        assertEquals(OptionalLong.of(7), picture.seed());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 503})
    void resultAtOnceThatCannotBeFetchedNowIsAskedForLater(int status) {
        bench.with(GENERATIONS, 200, TEMPORARY).with("/t/stream", HttpStub.Reply.json(status, ""));

        assertInstanceOf(Pending.class, bench.engine().generate(temporary().drawing()));
        assertEquals(List.of("POST " + GENERATIONS, "GET /t/stream"), bench.calls());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 503, 429, 401})
    void aResultAtOnceWhoseAssetCannotBeLookedUpIsNoReasonToDrawAgain(int status) {
        bench.with(GENERATIONS, 200, "{'data': {'assets': [{'storage': {'storage_type': 'managed_asset', 'public_id': 'imagegen/"
                + TASK_ID + "'}}]}}").with(RESOURCE, HttpStub.Reply.json(status, ""));

        assertEquals(Failure.NO_IMAGE, refuses(() -> bench.engine().generate(managed().drawing())).failure());
    }

    @Test
    void itIsKnownByItsNameAndMayNotBeRepeated() {
        assertEquals("cloudinary", bench.engine().name());
        assertFalse(bench.engine().repeatable());
        assertTrue(!bench.engine().toString().contains(SECRET));
    }

    private static final String TEMPORARY = """
            {'data': {'assets': [{'storage': {'storage_type': 'temporary', 'secure_url': 'BASE/t/stream',
             'expires_at': '2026-10-07T21:42:04Z'}, 'seed': 7}]}}""";

    private JsonNode sent(Drawings drawings) {
        bench.engine().generate(drawings.drawing());
        return Json.parse(bench.call().text());
    }
}
