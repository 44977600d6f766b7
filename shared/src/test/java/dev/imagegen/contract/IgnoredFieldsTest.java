package dev.imagegen.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field at the top that is not known is ignored and named, so that a client ahead of us still works. */
class IgnoredFieldsTest {

    private static List<Notice> notices(Operation operation, String fields) {
        return Refusals.read(operation, "{\"prompt\": \"a lamp\", " + fields + "}").notices();
    }

    @Test
    void unknownFieldsAreNamedInTheirOrder() {
        assertEquals(
                List.of(
                        Notice.warning("The field 'style' is not known and was ignored."),
                        Notice.warning("The field 'negative_prompt' is not known and was ignored.")),
                notices(Operation.TEXT_TO_IMAGE, "\"style\": {\"any\": [1]}, \"cfg\": null, \"negative_prompt\": false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "style", "quality", "background", "negative_prompt", "steps", "guidance_scale", "mask", "user", "tags", "labels", "metadata",
        "moderation", "safety_tolerance", "strength", "loras", "language", "enhance_prompt", "prompt_upsampling", "prompt_id",
        "style_preset", "transformation", "eager", "context", "watermark", "light", "lighting", "weight", "speed", "public", "code",
        "market", "mood", "tone", "colors", "camera", "depth", "scheduler", "sampler", "cfg_scale", "upscale", "controls", "brand",
        "output_quality", "output_compression", "safety_mode", "request_id", "client_id", "user_id", "callback_url", "provider", "x", "image_weight",
        "codes", "resource_type", "resource_types", "service_tier", "model_options", "image_style", "target_platform", "max_wait",
    })
    void fieldThatIsTrulyNewIsIgnoredWithANotice(String field) {
        for (Operation operation : Operation.values()) {
            String references = "\"reference_images\": [{\"source_type\": \"managed_asset\", \"asset_id\": \"a\"}], ";
            String fields = (operation == Operation.IMAGE_TO_IMAGE ? references : "") + "\"" + field + "\": 2";
            assertEquals(List.of(Notice.warning("The field '" + field + "' is not known and was ignored.")), notices(operation, fields));
        }
    }

    @ParameterizedTest
    @CsvSource({"n, 1", "num_images, 1.0", "numImages, '\"1\"'", "batch_size, 1", "count, 1"})
    void numberOfImagesThatIsOneIsWhatComesAnyway(String field, String one) {
        assertEquals(
                List.of(Notice.warning("The field '" + field + "' is not known and was ignored.")),
                notices(Operation.TEXT_TO_IMAGE, "\"" + field + "\": " + one));
    }

    @Test
    void emptyListOfReferencesOnTheOtherRouteIsIgnored() {
        assertEquals(
                List.of(Notice.warning(
                        "The field 'reference_images' was ignored: send the request to image_to_image to use it.")),
                notices(Operation.TEXT_TO_IMAGE, "\"reference_images\": []"));
    }

    @Test
    void nameThatIsLongOrBreaksTheLineIsShortened() {
        assertEquals(
                List.of(
                        Notice.warning("The field '" + "a".repeat(79) + "…' is not known and was ignored."),
                        Notice.warning("The field 'b c d' is not known and was ignored.")),
                notices(Operation.TEXT_TO_IMAGE, "\"" + "a".repeat(81) + "\": 1, \"b\\nc\\u2028d\": 2"));
    }

    @Test
    void ofManyUnknownFieldsTenAreNamedAndTheOthersCounted() {
        String fields = IntStream.rangeClosed(1, 25_000).mapToObj(i -> "\"f" + i + "\": 0").collect(Collectors.joining(", "));
        List<Notice> notices = notices(Operation.TEXT_TO_IMAGE, fields);
        assertEquals(11, notices.size());
        assertEquals(Notice.warning("The field 'f10' is not known and was ignored."), notices.get(9));
        assertEquals(Notice.warning("More unknown fields were ignored: 24990."), notices.get(10));
    }
}
