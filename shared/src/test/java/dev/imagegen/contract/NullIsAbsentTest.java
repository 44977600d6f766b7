package dev.imagegen.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imagegen.contract.RequestReader.Reading;
import dev.imagegen.testing.MutableClock;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field that is null is one that is not there, and a number is what it says, however it is written. */
class NullIsAbsentTest {

    private static Reading edit(String fields) {
        return Refusals.read(Operation.IMAGE_TO_IMAGE, "{\"prompt\": \"a lamp\", " + fields + "}");
    }

    @Test
    void everyFieldOfARequestMayBeNull() {
        String references = "\"reference_images\": [{\"source_type\": \"url\", \"url\": \"https://example.com/a.png\"%s}]";
        Reading without = edit(references.formatted(""));

        Reading with = edit(references.formatted(", \"asset_id\": null, \"mask\": null") + ", \"model\": null, \"image_size\": null,"
                + " \"format\": null, \"target\": null, \"seed\": null, \"async\": null, \"notification_url\": null, \"reuse\": null,"
                + " \"max_credits\": null, \"aspect_ratio\": null, \"n\": null, \"style\": null, \"dry_run\": null, \"folder\": null");

        assertEquals(without, with);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "model": {"id": "flux-2-pro", "family": null, "tier": null, "mode": null, "steps": null} | "model": {"id": "flux-2-pro"}
            "model": {"family": "flux", "tier": null}                                    | "model": {"family": "flux"}
            "model": {"mode": "auto", "preference": null}                                | "model": {"mode": "auto"}
            "image_size": {"aspect_ratio": "1:1", "resolution": null, "width": null}     | "image_size": {"aspect_ratio": "1:1"}
            "image_size": {"width": 512, "height": 512, "aspect_ratio": null}            | "image_size": {"width": 512, "height": 512}
            "target": {"target_type": "managed_asset", "public_id": null, "folder": null} | "target": {"target_type": "managed_asset"}
            "target": {"target_type": "temporary", "public_id": null, "upload_preset": null} | "target": {"target_type": "temporary"}
            "reference_images": null                                                     | "seed": null
            """)
    void nestedFieldMayBeNull(String with, String without) {
        String body = "{\"prompt\": \"a lamp\", %s}";
        assertEquals(
                Refusals.read(Operation.TEXT_TO_IMAGE, body.formatted(without)),
                Refusals.read(Operation.TEXT_TO_IMAGE, body.formatted(with)));
    }

    @Test
    void elementOfAListIsNotAbsentForItCounts() {
        Refusals.assertInvalid("reference_images[0]",
                "'reference_images[0]' must be an object, for example {\"source_type\": \"url\", \"url\": \"https://example.com/a.png\"}.",
                Refusals.ofField(Operation.IMAGE_TO_IMAGE, "\"reference_images\": [null]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"512", "512.0", "512.000", "5.12e2", "5.12E+2", "51200e-2", "0.512e3"})
    void integerMayBeWrittenInAnyWay(String number) {
        assertEquals(
                new ImageSize.Pixels(512, 64),
                Refusals.withPrompt("\"image_size\": {\"width\": " + number + ", \"height\": 64}").imageSize().orElseThrow());
        assertEquals(OptionalLong.of(512), Refusals.withPrompt("\"seed\": " + number).seed());
    }

    @ParameterizedTest
    @CsvSource({"9007199254740993.0, 9007199254740993", "9223372036854775807.0, 9223372036854775807", "0.0, 0", "-0.0, 0", "1e18, 1000000000000000000"})
    void largeSeedKeepsEveryDigit(String written, long seed) {
        assertEquals(OptionalLong.of(seed), Refusals.withPrompt("\"seed\": " + written).seed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"512.5", "5.121e2", "1e400", "1e1000000000", "4096.0000000001", "\"512\"", "true"})
    void whatIsNoIntegerIsRefused(String number) {
        Refusals.assertInvalid("image_size.width", "'image_size.width' must be an integer from 64 to 4096.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"image_size\": {\"width\": " + number + ", \"height\": 64}"));
    }

    @Test
    void limitsOfAKeyMayBeNullOrWrittenAsDecimals() {
        KeyRequest wish = KeyRequestReader.read(
                "{\"name\": \"shop\", \"models\": null, \"expires_at\": null, \"monthly_credits\": 5e2, \"folder\": null}".getBytes(UTF_8),
                MutableClock.START);
        assertEquals(500, wish.monthlyCredits().orElseThrow());
    }
}
