package dev.imagegen.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a good request is read as. */
class RequestReaderTest {

    @Test
    void promptAloneGetsTheDefaults() {
        assertEquals(
                new GenerationRequest(
                        Operation.TEXT_TO_IMAGE,
                        "a lamp",
                        Optional.empty(),
                        Optional.empty(),
                        ImageFormat.PNG,
                        new Target.Managed(Optional.empty(), Optional.empty()),
                        OptionalLong.empty(),
                        false,
                        Optional.empty(),
                        List.of(),
                        false,
                        OptionalInt.empty()),
                Refusals.textToImage("{\"prompt\": \"a lamp\"}"));
    }

    @Test
    void everyFieldIsRead() {
        var reading = Refusals.read(Operation.IMAGE_TO_IMAGE, """
                {
                  "prompt": "the lamp of [1] on the table of [2]",
                  "model": {"id": "flux-2-pro-edit"},
                  "image_size": {"width": 640, "height": 480},
                  "format": "webp",
                  "target": {"target_type": "managed_asset", "public_id": "campaigns/lamp", "upload_preset": "drafts"},
                  "seed": 7,
                  "async": true,
                  "reuse": true,
                  "max_credits": 12,
                  "notification_url": "https://example.com/hook?a=b",
                  "reference_images": [
                    {"source_type": "url", "url": "https://example.com/lamp.png"},
                    {"source_type": "managed_asset", "asset_id": "4b7c0d1e2f3a495867768594a3b2c1d0"}
                  ]
                }""");
        assertEquals(
                new GenerationRequest(
                        Operation.IMAGE_TO_IMAGE,
                        "the lamp of [1] on the table of [2]",
                        Optional.of(new ModelSelection.ById("flux-2-pro-edit")),
                        Optional.of(new ImageSize.Pixels(640, 480)),
                        ImageFormat.WEBP,
                        new Target.Managed(Optional.of("campaigns/lamp"), Optional.of("drafts")),
                        OptionalLong.of(7),
                        true,
                        Optional.of(URI.create("https://example.com/hook?a=b")),
                        List.of(
                                new ReferenceImage.ByUrl(URI.create("https://example.com/lamp.png")),
                                new ReferenceImage.ByAssetId("4b7c0d1e2f3a495867768594a3b2c1d0")),
                        true,
                        OptionalInt.of(12)),
                reading.request());
        assertEquals(List.of(), reading.notices());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"family": "flux"}                                | flux        | STANDARD
            {"family": "flux", "tier": "standard"}            | flux        | STANDARD
            {"tier": "premium", "family": "nano-banana"}      | nano-banana | PREMIUM
            """)
    void familyIsReadWithItsTier(String model, String family, Tier tier) {
        assertEquals(
                Optional.of(new ModelSelection.ByFamily(family, tier)),
                Refusals.withPrompt("\"model\": " + model).model());
    }

    @ParameterizedTest
    @EnumSource
    void preferenceIsRead(Preference preference) {
        assertEquals(
                Optional.of(new ModelSelection.Auto(preference)),
                Refusals.withPrompt("\"model\": {\"mode\": \"auto\", \"preference\": \"" + preference.wireName() + "\"}")
                        .model());
    }

    @Test
    void autoWithoutPreferenceIsBalanced() {
        assertEquals(
                Optional.of(new ModelSelection.Auto(Preference.BALANCED)),
                Refusals.withPrompt("\"model\": {\"mode\": \"auto\"}").model());
    }

    @ParameterizedTest
    @CsvSource({"1:1, SQUARE", "16:9, WIDE", "9:16, TALL", "4:3, LANDSCAPE", "3:4, PORTRAIT"})
    void ratioIsReadAndOneKIsTheDefault(String word, AspectRatio ratio) {
        assertEquals(
                Optional.of(new ImageSize.Shape(ratio, Resolution.ONE_K)),
                Refusals.withPrompt("\"image_size\": {\"aspect_ratio\": \"" + word + "\"}").imageSize());
    }

    @ParameterizedTest
    @CsvSource({"0.5K, HALF_K", "1K, ONE_K", "2K, TWO_K", "4K, FOUR_K"})
    void resolutionIsRead(String word, Resolution resolution) {
        assertEquals(
                Optional.of(new ImageSize.Shape(AspectRatio.TALL, resolution)),
                Refusals.withPrompt("\"image_size\": {\"aspect_ratio\": \"9:16\", \"resolution\": \"" + word + "\"}")
                        .imageSize());
    }

    @ParameterizedTest
    @CsvSource({"64, 4096", "4096, 64", "1000, 999"})
    void pixelsAreReadUpToTheirBounds(int width, int height) {
        assertEquals(
                Optional.of(new ImageSize.Pixels(width, height)),
                Refusals.withPrompt("\"image_size\": {\"width\": %d, \"height\": %d}".formatted(width, height)).imageSize());
    }

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpeg, JPEG", "webp, WEBP"})
    void formatIsRead(String word, ImageFormat format) {
        assertEquals(format, Refusals.withPrompt("\"format\": \"" + word + "\"").format());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4_294_967_296L, Long.MAX_VALUE})
    void seedIsReadUpToItsBounds(long seed) {
        assertEquals(OptionalLong.of(seed), Refusals.withPrompt("\"seed\": " + seed).seed());
    }

    @Test
    void nullSeedIsNoSeed() {
        assertEquals(OptionalLong.empty(), Refusals.withPrompt("\"seed\": null").seed());
    }

    @Test
    void temporaryTargetIsRead() {
        assertEquals(new Target.Temporary(), Refusals.withPrompt("\"target\": {\"target_type\": \"temporary\"}").target());
    }

    @Test
    void managedTargetNeedsNoMore() {
        assertEquals(Target.DEFAULT, Refusals.withPrompt("\"target\": {\"target_type\": \"managed_asset\"}").target());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lamp", "a/b/c", "ein Lämpchen", "v1.2_(final)-x", "日本", "😀"})
    void publicIdOfTheStoreIsRead(String id) {
        var target = Refusals.withPrompt("\"target\": {\"target_type\": \"managed_asset\", \"public_id\": \"" + id + "\"}").target();
        assertEquals(new Target.Managed(Optional.of(id), Optional.empty()), target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "HTTPS://example.com/a", "https://example.com:8443/a?b=c#d", "https://[2001:db8::1]/"})
    void addressIsReadAsItStands(String url) {
        assertEquals(Optional.of(URI.create(url)), Refusals.withPrompt("\"notification_url\": \"" + url + "\"").notificationUrl());
    }

    @Test
    void longestPromptIsReadByCharactersAndNotByUnits() {
        String prompt = "😀".repeat(16_384);
        assertEquals(prompt, Refusals.textToImage("{\"prompt\": \"" + prompt + "\"}").prompt());
    }

    @Test
    void fourReferencesAreReadInTheirOrder() {
        String list = "{\"source_type\": \"managed_asset\", \"asset_id\": \"a\"}, {\"source_type\": \"managed_asset\", \"asset_id\": \"b\"},"
                + "{\"source_type\": \"managed_asset\", \"asset_id\": \"c\"}, {\"source_type\": \"managed_asset\", \"asset_id\": \"d\"}";
        var references = Refusals.read(
                        Operation.IMAGE_TO_IMAGE, "{\"prompt\": \"a lamp\", \"reference_images\": [" + list + "]}")
                .request()
                .references();
        assertEquals(
                List.of("a", "b", "c", "d"),
                references.stream().map(r -> ((ReferenceImage.ByAssetId) r).assetId()).toList());
    }

    @Test
    void byteOrderMarkIsNoPartOfTheBody() {
        assertEquals("a lamp", Refusals.textToImage("\uFEFF{\"prompt\": \"a lamp\"}").prompt());
    }

    @Test
    void keysOfARequestMayComeInAnyOrder() {
        assertTrue(Refusals.textToImage("{\"async\": true, \"prompt\": \"a lamp\"}").async());
    }
}
