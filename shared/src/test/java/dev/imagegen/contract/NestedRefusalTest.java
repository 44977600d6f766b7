package dev.imagegen.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nested objects of a request are closed: each wrong or unknown key is named by its whole path. */
class NestedRefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1                                        | model            | 'model' must be an object, for example {"family": "flux", "tier": "premium"}.
            []                                       | model            | 'model' must be an object, for example {"family": "flux", "tier": "premium"}.
            {}                                       | model            | 'model' takes exactly one of three forms: {"family", "tier"}, {"id"} or {"mode": "auto", "preference"}.
            {"tier": "premium"}                      | model            | 'model' takes exactly one of three forms: {"family", "tier"}, {"id"} or {"mode": "auto", "preference"}.
            {"family": "flux", "id": "flux-2-pro"}   | model            | 'model' takes exactly one of three forms: {"family", "tier"}, {"id"} or {"mode": "auto", "preference"}.
            {"id": "flux-2-pro", "mode": "auto"}     | model            | 'model' takes exactly one of three forms: {"family", "tier"}, {"id"} or {"mode": "auto", "preference"}.
            {"id": null}                             | model            | 'model' takes exactly one of three forms: {"family", "tier"}, {"id"} or {"mode": "auto", "preference"}.
            {"id": ""}                               | model.id         | 'model.id' must be a string of 1 to 255 characters, not of 0.
            {"id": "flux-2-pro", "tier": "premium"}  | model.tier       | 'model.tier' is not known here. Allowed: id.
            {"family": 1}                            | model.family     | 'model.family' must be a string of 1 to 255 characters.
            {"family": "flux", "tier": "Premium"}    | model.tier       | 'model.tier' must be one of standard, premium.
            {"family": "flux", "tier": 2}            | model.tier       | 'model.tier' must be one of standard, premium.
            {"family": "flux", "version": "2"}       | model.version    | 'model.version' is not known here. Allowed: family, tier.
            {"mode": "manual"}                       | model.mode       | 'model.mode' must be one of auto.
            {"mode": ["auto"]}                       | model.mode       | 'model.mode' must be one of auto.
            {"mode": null}                           | model            | 'model' takes exactly one of three forms: {"family", "tier"}, {"id"} or {"mode": "auto", "preference"}.
            {"mode": "auto", "preference": "cheap"}  | model.preference | 'model.preference' must be one of balanced, quality, economy, balanced_fast, quality_fast, economy_fast.
            {"mode": "auto", "tier": "premium"}      | model.tier       | 'model.tier' is not known here. Allowed: mode, preference.
            """)
    void wrongModelIsRefused(String model, String field, String message) {
        Refusals.assertInvalid(field, message, Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"model\": " + model));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "1024x1024"                                  | image_size              | 'image_size' must be an object, for example {"aspect_ratio": "16:9", "resolution": "1K"}.
            [1024, 1024]                                 | image_size              | 'image_size' must be an object, for example {"aspect_ratio": "16:9", "resolution": "1K"}.
            {}                                           | image_size.aspect_ratio | 'image_size.aspect_ratio' is required.
            {"resolution": "1K"}                         | image_size.aspect_ratio | 'image_size.aspect_ratio' is required.
            {"aspect_ratio": null}                       | image_size.aspect_ratio | 'image_size.aspect_ratio' is required.
            {"aspect_ratio": "21:9"}                     | image_size.aspect_ratio | 'image_size.aspect_ratio' must be one of 1:1, 16:9, 9:16, 4:3, 3:4.
            {"aspect_ratio": 1.5}                        | image_size.aspect_ratio | 'image_size.aspect_ratio' must be one of 1:1, 16:9, 9:16, 4:3, 3:4.
            {"aspect_ratio": "1:1", "resolution": "1k"}  | image_size.resolution   | 'image_size.resolution' must be one of 0.5K, 1K, 2K, 4K.
            {"aspect_ratio": "1:1", "resolution": 1024}  | image_size.resolution   | 'image_size.resolution' must be one of 0.5K, 1K, 2K, 4K.
            {"aspect_ratio": "1:1", "quality": "high"}   | image_size.quality      | 'image_size.quality' is not known here. Allowed: aspect_ratio, resolution.
            {"width": 512}                               | image_size.height       | 'image_size.height' is required.
            {"height": 512}                              | image_size.width        | 'image_size.width' is required.
            {"width": 63, "height": 512}                 | image_size.width        | 'image_size.width' must be an integer from 64 to 4096.
            {"width": 512, "height": 4097}               | image_size.height       | 'image_size.height' must be an integer from 64 to 4096.
            {"width": -512, "height": 512}               | image_size.width        | 'image_size.width' must be an integer from 64 to 4096.
            {"width": "512", "height": 512}              | image_size.width        | 'image_size.width' must be an integer from 64 to 4096.
            {"width": 512.5, "height": 512}              | image_size.width        | 'image_size.width' must be an integer from 64 to 4096.
            {"width": null, "height": 512}               | image_size.width        | 'image_size.width' is required.
            {"width": 512, "height": 4294967808}         | image_size.height       | 'image_size.height' must be an integer from 64 to 4096.
            {"width": 512, "height": 512, "depth": 8}    | image_size.depth        | 'image_size.depth' is not known here. Allowed: height, width.
            """)
    void wrongSizeIsRefused(String size, String field, String message) {
        Refusals.assertInvalid(field, message, Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"image_size\": " + size));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "temporary"                                         | target             | 'target' must be an object, for example {"target_type": "temporary"}.
            {}                                                  | target.target_type | 'target.target_type' is required.
            {"public_id": "lamp"}                               | target.target_type | 'target.target_type' is required.
            {"target_type": null}                               | target.target_type | 'target.target_type' is required.
            {"target_type": "asset"}                            | target.target_type | 'target.target_type' must be one of managed_asset, temporary.
            {"target_type": "temporary", "public_id": "lamp"}   | target.public_id   | 'target.public_id' is not known here. Allowed: target_type.
            {"target_type": "managed_asset", "tags": ["a"]}     | target.tags        | 'target.tags' is not known here. Allowed: public_id, target_type, upload_preset.
            {"target_type": "managed_asset", "public_id": ""}   | target.public_id   | 'target.public_id' must be a string of 1 to 255 characters, not of 0.
            {"target_type": "managed_asset", "upload_preset": 1} | target.upload_preset | 'target.upload_preset' must be a string of 1 to 255 characters.
            """)
    void wrongTargetIsRefused(String target, String field, String message) {
        Refusals.assertInvalid(field, message, Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"target\": " + target));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "a?b", "a&b", "a#b", "a\\\\b", "a%20b", "<b>", "a+b", "/a", "a/", "a//b", " a", "a ", "a\\nb", "\\u0000"
    })
    void idThatTheStoreWouldRefuseIsRefused(String id) {
        for (String field : List.of("public_id", "upload_preset")) {
            Refusals.assertInvalid("target." + field,
                    "'target.%s' must not hold any of ? & # \\ %% < > +, begin or end with a slash or a space, or hold two slashes in a row."
                            .formatted(field),
                    Refusals.ofField(Operation.TEXT_TO_IMAGE,
                            "\"target\": {\"target_type\": \"managed_asset\", \"" + field + "\": \"" + id + "\"}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "202E", "202A", "2066", "2069", "200E", "200F", "061C", "200B", "200C", "200D", "2060", "FEFF", "00AD", "00A0", "2003", "202F",
        "3000", "2028", "2029", "E000", "115F", "3164"
    })
    void characterThatMakesAnIdLookLikeAnotherIsRefused(String point) {
        for (String field : List.of("public_id", "upload_preset")) {
            for (String id : List.of("%s", "%sshop/a", "shop/%sa", "shop/a%s")) {
                Refusals.assertInvalid("target." + field,
                        "'target.%s' must not hold U+%s, which is not seen or changes how the rest is read.".formatted(field, point),
                        Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"target\": {\"target_type\": \"managed_asset\", \"" + field
                                + "\": \"" + id.formatted("\\u" + point) + "\"}"));
            }
        }
    }

    @Test
    void tagThatIsNotSeenIsRefusedInAnId() {
        Refusals.assertInvalid("target.public_id",
                "'target.public_id' must not hold U+E0041, which is not seen or changes how the rest is read.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE,
                        "\"target\": {\"target_type\": \"managed_asset\", \"public_id\": \"a\\udb40\\udc41\"}"));
    }

    @Test
    void publicIdThatIsTooLongIsRefused() {
        Refusals.assertInvalid("target.public_id",
                "'target.public_id' must be a string of 1 to 255 characters, not of 256.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE,
                        "\"target\": {\"target_type\": \"managed_asset\", \"public_id\": \"" + "a".repeat(256) + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null                                             |             | '%s' must be an object, for example {"source_type": "url", "url": "https://example.com/a.png"}.
            1                                                |             | '%s' must be an object, for example {"source_type": "url", "url": "https://example.com/a.png"}.
            {}                                               | source_type | '%s' is required.
            {"url": "https://example.com/a.png"}             | source_type | '%s' is required.
            {"source_type": "base64"}                        | source_type | '%s' must be one of managed_asset, url.
            {"source_type": "url"}                           | url         | '%s' is required.
            {"source_type": "url", "url": 1}                 | url         | '%s' must be a string of 1 to 2048 characters.
            {"source_type": "url", "url": "http://a.b/c"}    | url         | '%s' must be an https address, for example https://example.com/a.png.
            {"source_type": "url", "asset_id": "a"}          | asset_id    | '%s' is not known here. Allowed: source_type, url.
            {"source_type": "managed_asset"}                 | asset_id    | '%s' is required.
            {"source_type": "managed_asset", "asset_id": ""} | asset_id    | '%s' must be a string of 1 to 255 characters, not of 0.
            {"source_type": "managed_asset", "asset_id": "../x"}   | asset_id  | '%s' must be an asset id: letters and digits.
            {"source_type": "managed_asset", "public_id": "lamp"}  | public_id | '%s' is not known here. Allowed: asset_id, source_type.
            """)
    void wrongReferenceIsRefusedWithItsPlaceInTheList(String reference, String key, String message) {
        String field = "reference_images[1]" + (key == null ? "" : "." + key);
        Refusals.assertInvalid(field, message.formatted(field),
                Refusals.ofField(Operation.IMAGE_TO_IMAGE,
                        "\"reference_images\": [{\"source_type\": \"managed_asset\", \"asset_id\": \"a\"}, " + reference + "]"));
    }

    @Test
    void unknownKeyComesWithTheListOfThoseThatAreAllowed() {
        Refusals.assertInvalid("model.name", "'model.name' is not known here. Allowed: family, tier.",
                List.of("family", "tier"),
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"model\": {\"family\": \"flux\", \"name\": \"pro\"}"));
    }

    @Test
    void unknownKeyOfAnyLengthIsShortenedInTheAnswer() {
        var error = Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"model\": {\"id\": \"a\", \"" + "k".repeat(9_000) + "\": 1}");
        assertEquals("model." + "k".repeat(79) + "…", error.details().get("field"));
        assertEquals("'model." + "k".repeat(79) + "…' is not known here. Allowed: id.", error.message());
    }
}
