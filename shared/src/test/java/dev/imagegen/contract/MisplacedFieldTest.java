package dev.imagegen.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field that decides what is made, where it goes or what it costs is not ignored for its place or its spelling. */
class MisplacedFieldTest {

    private static final String SHAPE = "Write \"image_size\": {\"aspect_ratio\": \"16:9\", \"resolution\": \"1K\"} instead.";
    private static final String PIXELS = "Write \"image_size\": {\"width\": 1280, \"height\": 720} instead.";
    private static final String MODEL = "Write \"model\": {\"family\": \"flux\", \"tier\": \"premium\"} instead.";
    private static final String ID = "Write \"model\": {\"id\": \"flux-2-pro\"} instead.";
    private static final String CHOICE = "Write \"model\": {\"mode\": \"auto\", \"preference\": \"balanced\"} instead.";
    private static final String TARGET = "Write \"target\": {\"target_type\": \"temporary\"} instead.";
    private static final String NAMED =
            "Write \"target\": {\"target_type\": \"managed_asset\", \"public_id\": \"campaigns/summer\"} instead.";
    private static final String PRESET =
            "Write \"target\": {\"target_type\": \"managed_asset\", \"upload_preset\": \"drafts\"} instead.";
    private static final String REFERENCES =
            "Send \"reference_images\": [{\"source_type\": \"url\", \"url\": \"https://…\"}] to image_to_image instead.";
    private static final String FOLDER =
            "Put the folder into the public id: \"public_id\": \"campaigns/summer\", or name an \"upload_preset\" that sets it.";
    private static final String ONE =
            "A request makes one image. Leave it out, and send one request for each image that you want.";

    private static void assertRefused(String field, String advice) {
        for (Operation operation : Operation.values()) {
            for (String value : List.of("2", "\"2\"", "{\"a\": 1}", "true")) {
                Refusals.assertInvalid(field, "'" + field + "' is no field of a request. " + advice,
                        Refusals.ofField(operation, "\"" + field + "\": " + value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "aspect_ratio", "aspectRatio", "AspectRatio", "aspect-ratio", "ASPECT_RATIO", "aspect ratio", "aspectratio", "aspect_ratios",
        "image_aspect_ratio", "aspect_raito", "aspct_ratio", "aspet_ration", "resolution", "resolutions", "image_resolution",
        "reslution", "resoluton", "imageSize", "ImageSize", "image_sizes", "imagesize", "img_size", "image_siz", "size", "sizes", "Size",
        "dimensions", "ratio", "aspect", "output_size", "model_size",
    })
    void shapeIsSentToItsPlace(String field) {
        assertRefused(field, SHAPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "width", "Width", "widths", "image_width", "imageWidth", "widht", "with", "wdith", "height", "image_height", "heigth",
        "hight", "heigt", "hieght",
    })
    void sidesAreSentToTheirPlace(String field) {
        assertRefused(field, PIXELS);
    }

    static Stream<List<String>> words() {
        return Stream.of(
                List.of("prompts", "Write \"prompt\": \"a lighthouse\" instead."),
                List.of("promt", "Write \"prompt\": \"a lighthouse\" instead."),
                List.of("image_prompt", "Write \"prompt\": \"a lighthouse\" instead."),
                List.of("models", MODEL), List.of("Model", MODEL), List.of("modle", MODEL), List.of("image_model", MODEL),
                List.of("family", MODEL), List.of("model_family", MODEL), List.of("modelFamily", MODEL), List.of("famly", MODEL),
                List.of("tier", MODEL), List.of("model_tier", MODEL), List.of("teir", MODEL),
                List.of("id", ID), List.of("model_id", ID), List.of("modelId", ID), List.of("model_ids", ID), List.of("model_name", ID),
                List.of("mode", CHOICE), List.of("model_mode", CHOICE), List.of("preference", CHOICE), List.of("preferance", CHOICE),
                List.of("Format", "Write \"format\": \"png\" instead."), List.of("fromat", "Write \"format\": \"png\" instead."),
                List.of("image_format", "Write \"format\": \"png\" instead."),
                List.of("imageFormats", "Write \"format\": \"png\" instead."),
                List.of("output_format", "Write \"format\": \"png\" instead."),
                List.of("frmt", "Write \"format\": \"png\" instead."),
                List.of("targets", TARGET), List.of("tagret", TARGET), List.of("target_type", TARGET), List.of("targetType", TARGET),
                List.of("type", TARGET), List.of("image_target", TARGET),
                List.of("public_id", NAMED), List.of("publicId", NAMED), List.of("target_public_id", NAMED), List.of("pubic_id", NAMED),
                List.of("image_public_id", NAMED), List.of("target_id", NAMED),
                List.of("upload_preset", PRESET), List.of("uploadPreset", PRESET), List.of("uplaod_preset", PRESET),
                List.of("seeds", "Write \"seed\": 7 instead."), List.of("sede", "Write \"seed\": 7 instead."),
                List.of("image_seed", "Write \"seed\": 7 instead."),
                List.of("asnyc", "Write \"async\": true instead."), List.of("Async", "Write \"async\": true instead."),
                List.of("sync", "Write \"async\": true instead."),
                List.of("notificationUrl", "Write \"notification_url\": \"https://example.com/hook\" instead."),
                List.of("notificaton_url", "Write \"notification_url\": \"https://example.com/hook\" instead."),
                List.of("reused", "Write \"reuse\": true instead."), List.of("re_use", "Write \"reuse\": true instead."),
                List.of("maxCredits", "Write \"max_credits\": 5 instead."), List.of("max_credit", "Write \"max_credits\": 5 instead."),
                List.of("max_cerdits", "Write \"max_credits\": 5 instead."), List.of("max_price", "Write \"max_credits\": 5 instead."),
                List.of("referenceImages", REFERENCES), List.of("reference_image", REFERENCES), List.of("refrence_images", REFERENCES),
                List.of("references", REFERENCES), List.of("images", REFERENCES), List.of("image", REFERENCES),
                List.of("image_url", REFERENCES), List.of("image_urls", REFERENCES), List.of("input_images", REFERENCES),
                List.of("asset_id", REFERENCES), List.of("assetIds", REFERENCES), List.of("source_type", REFERENCES),
                List.of("url", REFERENCES), List.of("urls", REFERENCES), List.of("image_id", REFERENCES),
                List.of("dry_run", "Put it into the query instead: ?dry_run=true."),
                List.of("dryRun", "Put it into the query instead: ?dry_run=true."),
                List.of("dryrun", "Put it into the query instead: ?dry_run=true."),
                List.of("idempotency_key", "Send it as the header Idempotency-Key instead."),
                List.of("Idempotency-Key", "Send it as the header Idempotency-Key instead."),
                List.of("idempotencyKey", "Send it as the header Idempotency-Key instead."),
                List.of("idempotence_key", "Send it as the header Idempotency-Key instead."),
                List.of("folder", FOLDER), List.of("asset_folder", FOLDER), List.of("assetFolder", FOLDER),
                List.of("target_folder", FOLDER), List.of("folders", FOLDER), List.of("public_id_prefix", FOLDER));
    }

    @ParameterizedTest
    @MethodSource("words")
    void wordOfTheContractIsSentToItsPlace(List<String> word) {
        assertRefused(word.get(0), word.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "n, 2", "n, 0", "n, -1", "n, 1.5", "n, '\"2\"'", "n, '\"all\"'", "n, true", "N, 2", "num_images, 4", "numImages, 4",
        "num_image, 2", "number_of_images, 2", "count, 10", "image_count, 2", "batch_size, 2", "batchSize, 2", "num_outputs, 2",
        "sample_count, 2", "samples, 2", "n, [1]", "n, 1e400",
    })
    void moreImagesThanOneAreRefused(String field, String value) {
        Refusals.assertInvalid(field, "'" + field + "' is no field of a request. " + ONE,
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"" + field + "\": " + value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"source_type\": \"url\", \"url\": \"https://example.com/a.png\"}]", "\"https://example.com/a.png\"", "{}", "[1]"})
    void referencesOnTheRouteWithoutThemAreRefused(String references) {
        Refusals.assertInvalid("reference_images",
                "'reference_images' is no field of text_to_image. Send the request to image_to_image to use it.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"reference_images\": " + references));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "model": {"Family": "flux"}                                          | model.Family            | family
            "model": {"famly": "flux"}                                           | model.famly             | family
            "model": {"family": "flux", "teir": "premium"}                       | model.teir              | tier
            "model": {"model_id": "flux-2-pro"}                                  | model.model_id          | id
            "model": {"mode": "auto", "preferences": "economy"}                  | model.preferences       | preference
            "image_size": {"widht": 512, "height": 512}                          | image_size.widht        | width
            "image_size": {"Width": 512, "Height": 512}                          | image_size.Width        | width
            "image_size": {"aspectRatio": "16:9"}                                | image_size.aspectRatio  | aspect_ratio
            "image_size": {"image_width": 512, "height": 512}                    | image_size.image_width  | width
            "target": {"type": "temporary"}                                      | target.type             | target_type
            "target": {"targetType": "temporary"}                                | target.targetType       | target_type
            "target": {"target_type": "managed_asset", "publicId": "a"}          | target.publicId         | public_id
            "target": {"target_type": "temporary", "publicId": "a"}              | target.publicId         | public_id
            """)
    void nestedWordInAnotherSpellingIsNamed(String fields, String field, String word) {
        Refusals.assertInvalid(field, "'" + field + "' is not known here. Write '" + word + "' instead.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE, fields));
    }

    @Test
    void wordOfAReferenceInAnotherSpellingIsNamed() {
        Refusals.assertInvalid("reference_images[0].sourceType",
                "'reference_images[0].sourceType' is not known here. Write 'source_type' instead.",
                Refusals.ofField(Operation.IMAGE_TO_IMAGE,
                        "\"reference_images\": [{\"sourceType\": \"url\", \"url\": \"https://example.com/a.png\"}]"));
    }

    @Test
    void folderInATargetIsRefusedInAnySpelling() {
        for (String name : List.of("assetFolder", "Folder", "folders", "directory")) {
            Refusals.assertInvalid("target." + name, "'target." + name + "' is no field of a target. " + FOLDER,
                    Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"target\": {\"target_type\": \"managed_asset\", \"" + name + "\": \"a\"}"));
        }
    }

    @Test
    void firstOfSeveralIsNamedInAShortSentence() {
        String long1 = "width" + " ".repeat(5_000);
        var error = Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"style\": 1, \"" + long1 + "\": 2, \"height\": 3");
        assertEquals(ErrorCode.INVALID_REQUEST, error.code());
        assertTrue(error.message().length() < 300, error.message());
        assertTrue(error.message().startsWith("'width"), error.message());
    }
}
