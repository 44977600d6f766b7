package dev.imagegen.contract;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mistakes that callers really make are answered with what to write instead. */
class MistakesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            aspect_ratio     | "16:9"      | Write "image_size": {"aspect_ratio": "16:9", "resolution": "1K"} instead.
            resolution       | "2K"        | Write "image_size": {"aspect_ratio": "16:9", "resolution": "1K"} instead.
            size             | "1024x1024" | Write "image_size": {"aspect_ratio": "16:9", "resolution": "1K"} instead.
            width            | 512         | Write "image_size": {"width": 1280, "height": 720} instead.
            height           | 512         | Write "image_size": {"width": 1280, "height": 720} instead.
            n                | 2           | A request makes one image. Leave it out, and send one request for each image that you want.
            number_of_images | 3           | A request makes one image. Leave it out, and send one request for each image that you want.
            """)
    void sizeOrNumberAtTheTopIsAnsweredWithItsPlace(String field, String value, String hint) {
        for (Operation operation : Operation.values()) {
            Refusals.assertInvalid(field, "'" + field + "' is no field of a request. " + hint,
                    Refusals.ofField(operation, "\"" + field + "\": " + value));
        }
    }

    @ParameterizedTest
    @CsvSource({"flux-2-pro, flux-2-pro", "dall-e-3, dall-e-3", "'', flux-2-pro", "say \\\"hi\\\", flux-2-pro"})
    void modelAsTextIsAnsweredWithTheObject(String model, String suggested) {
        Refusals.assertInvalid("model",
                "'model' must be an object. Write \"model\": {\"id\": \"%s\"} or {\"family\": \"flux\", \"tier\": \"premium\"}."
                        .formatted(suggested),
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"model\": \"" + model + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "asset_folder"})
    void folderIsAnsweredWithThePublicId(String field) {
        for (String type : new String[] {"", "\"target_type\": \"managed_asset\", ", "\"target_type\": \"temporary\", "}) {
            Refusals.assertInvalid("target." + field,
                    "'target.%s' is no field of a target. Put the folder into the public id: \"public_id\": \"campaigns/summer\", or name an \"upload_preset\" that sets it."
                            .formatted(field),
                    Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"target\": {" + type + "\"" + field + "\": \"summer\"}"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["https://example.com/a.png"]                                                | reference_images[0]
            [{"source_type": "url", "url": "https://example.com/a.png"}, "4b7c0d1e2f3a"] | reference_images[1]
            """)
    void referenceAsTextIsAnsweredWithTheObject(String list, String field) {
        Refusals.assertInvalid(field,
                "'%s' must be an object. Write {\"source_type\": \"url\", \"url\": \"https://…\"} or {\"source_type\": \"managed_asset\", \"asset_id\": \"…\"}."
                        .formatted(field),
                Refusals.ofField(Operation.IMAGE_TO_IMAGE, "\"reference_images\": " + list));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"width\": 512, \"height\": 512, \"aspect_ratio\": \"1:1\"}",
        "{\"width\": 512, \"height\": 512, \"resolution\": \"1K\"}",
        "{\"height\": 512, \"aspect_ratio\": \"1:1\"}",
    })
    void bothFormsOfASizeAreRefused(String size) {
        Refusals.assertInvalid("image_size",
                "'image_size' takes one of two forms, not both: {\"width\", \"height\"} or {\"aspect_ratio\", \"resolution\"}.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"image_size\": " + size));
    }
}
