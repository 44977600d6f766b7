package dev.imagegen.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong field at the top of a request is refused with its name and what it takes. */
class FieldRefusalTest {

    private static final String PROMPT = "'prompt' must be a string of 1 to 16384 characters";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                        | 'prompt' is required.
            {"prompt": null}          | 'prompt' is required.
            {"prompt": 1}             | 'prompt' must be a string of 1 to 16384 characters.
            {"prompt": true}          | 'prompt' must be a string of 1 to 16384 characters.
            {"prompt": ["a lamp"]}    | 'prompt' must be a string of 1 to 16384 characters.
            {"prompt": {"a": "lamp"}} | 'prompt' must be a string of 1 to 16384 characters.
            {"prompt": ""}            | 'prompt' must be a string of 1 to 16384 characters, not of 0.
            {"prompt": "   "}         | 'prompt' must say what to draw; it is blank.
            {"prompt": "\\n\\t"}      | 'prompt' must say what to draw; it is blank.
            {"prompt": "a \\ud83d"}   | 'prompt' is no Unicode text: it holds half of a surrogate pair.
            {"prompt": "\\ude00 a"}   | 'prompt' is no Unicode text: it holds half of a surrogate pair.
            """)
    void wrongPromptIsRefused(String body, String message) {
        Refusals.assertInvalid("prompt", message, Refusals.of(Operation.TEXT_TO_IMAGE, body));
        Refusals.assertInvalid("prompt", message, Refusals.of(Operation.IMAGE_TO_IMAGE, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000", "0001", "0007", "0008", "000B", "000C", "001B", "001F", "007F"})
    void controlCharacterInAPromptIsRefused(String point) {
        String message = "'prompt' must not hold control characters other than tabs and line breaks; it holds U+%s.".formatted(point);
        for (String prompt : List.of("a%slamp", "%sa", "a%s")) {
            String body = "{\"prompt\": \"" + prompt.formatted("\\u" + point) + "\"}";
            Refusals.assertInvalid("prompt", message, Refusals.of(Operation.TEXT_TO_IMAGE, body));
        }
    }

    @Test
    void tabsAndLineBreaksInAPromptAreFine() {
        String body = "{\"prompt\": \"a\\tlamp\\r\\nand \\u202e\\u200d a hat\"}";
        assertEquals("a\tlamp\r\nand \u202e\u200d a hat",
                RequestReader.read(Operation.TEXT_TO_IMAGE, body.getBytes(StandardCharsets.UTF_8)).request().prompt());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\\u0009", "\\u000b", "\\u000c", "\\u0085", "\\u00a0", "\\u1680", "\\u2003", "\\u2007", "\\u2028", "\\u2029", "\\u202f", "\\u205f",
        "\\u3000", "\\u200b", "\\u200c", "\\u200d", "\\u2060", "\\ufeff", "\\u00ad", "\\u180e", "\\u034f", "\\u061c", "\\u200e", "\\u202a",
        "\\u2066", "\\u115f", "\\u3164", "\\uffa0", "\\u2800", "\\ufe0f", "\\udb40\\udc20", "\\udb40\\udd00", "\\ud834\\udd73", "\\u0001",
        "\\u200b \\ufeff\\n\\u00ad\\u2003",
    })
    void promptOfNothingVisibleIsRefused(String invisible) {
        String body = "{\"prompt\": \"" + invisible + "\"}";
        Refusals.assertInvalid("prompt", "'prompt' must say what to draw; it is blank.", Refusals.of(Operation.TEXT_TO_IMAGE, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u200b", "\ufeffa", "\u2764\ufe0f", ".", "\u0301", "\u5bb6", "\ud83d\udc68\u200d\ud83d\udc69", "\ue000"})
    void promptOfAnythingVisibleIsTaken(String visible) {
        assertEquals(visible, Refusals.read(Operation.TEXT_TO_IMAGE, Json.write(Json.object().put("prompt", visible))).request().prompt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ü", "😀"})
    void promptThatIsOneCharacterTooLongIsRefused(String character) {
        String body = "{\"prompt\": \"" + character.repeat(16_385) + "\"}";
        Refusals.assertInvalid("prompt", PROMPT + ", not of 16385.", Refusals.of(Operation.TEXT_TO_IMAGE, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "{}", "\"\"", "\"PNG\"", "\"jpg\"", "\"gif\""})
    void wrongFormatIsRefused(String format) {
        Refusals.assertInvalid("format", "'format' must be one of png, jpeg, webp.", List.of("png", "jpeg", "webp"),
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"format\": " + format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e400", "1e-400", "1e1000000000", "-1e1000000000", "9223372036854775807.5", "9223372036854775808", "\"7\"", "true", "[]", "{}"})
    void wrongSeedIsRefused(String seed) {
        Refusals.assertInvalid("seed", "'seed' must be an integer from 0 to 9223372036854775807, or null.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"seed\": " + seed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "\"true\"", "[]", "{}"})
    void wrongAsyncIsRefused(String async) {
        Refusals.assertInvalid("async", "'async' must be true or false.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"async\": " + async));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1                            | 'notification_url' must be a string of 1 to 2048 characters.
            []                           | 'notification_url' must be a string of 1 to 2048 characters.
            ""                           | 'notification_url' must be a string of 1 to 2048 characters, not of 0.
            "example.com"                | 'notification_url' must be an https address, for example https://example.com/notifications.
            "/hook"                      | 'notification_url' must be an https address, for example https://example.com/notifications.
            "http://example.com/"        | 'notification_url' must be an https address, for example https://example.com/notifications.
            "ftp://example.com/"         | 'notification_url' must be an https address, for example https://example.com/notifications.
            "file:///etc/passwd"         | 'notification_url' must be an https address, for example https://example.com/notifications.
            "data:image/png;base64,AA"   | 'notification_url' must be an https address, for example https://example.com/notifications.
            "https:example.com"          | 'notification_url' must be an https address, for example https://example.com/notifications.
            "https:///hook"              | 'notification_url' must be an https address, for example https://example.com/notifications.
            "https://"                   | 'notification_url' is not a valid address; escape spaces and special characters with %xx.
            "https://exa mple.com/"      | 'notification_url' is not a valid address; escape spaces and special characters with %xx.
            "https://example.com/a b"    | 'notification_url' is not a valid address; escape spaces and special characters with %xx.
            "https://example.com/%zz"    | 'notification_url' is not a valid address; escape spaces and special characters with %xx.
            "https://me:pw@example.com/" | 'notification_url' must not carry a user name or a password.
            "https://me@example.com/"    | 'notification_url' must not carry a user name or a password.
            """)
    void wrongNotificationAddressIsRefused(String url, String message) {
        Refusals.assertInvalid("notification_url", message,
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"notification_url\": " + url));
    }

    @Test
    void addressThatIsTooLongIsRefused() {
        String url = "https://example.com/" + "a".repeat(2029);
        Refusals.assertInvalid("notification_url",
                "'notification_url' must be a string of 1 to 2048 characters, not of 2049.",
                Refusals.ofField(Operation.TEXT_TO_IMAGE, "\"notification_url\": \"" + url + "\""));
    }

    @Test
    void editWithoutReferencesIsRefused() {
        Refusals.assertInvalid("reference_images", "'reference_images' is required.",
                Refusals.of(Operation.IMAGE_TO_IMAGE, "{\"prompt\": \"a lamp\", \"reference_images\": null}"));
        Refusals.assertInvalid("reference_images", "'reference_images' is required.",
                Refusals.of(Operation.IMAGE_TO_IMAGE, "{\"prompt\": \"a lamp\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"https://example.com/a.png\"", "{}", "1", "[]", "[{}, {}, {}, {}, {}]"})
    void wrongListOfReferencesIsRefused(String list) {
        Refusals.assertInvalid("reference_images", "'reference_images' must be a list of 1 to 4 reference images.",
                Refusals.ofField(Operation.IMAGE_TO_IMAGE, "\"reference_images\": " + list));
    }
}
