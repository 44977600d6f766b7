package dev.imagegen.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come as a body, the answer is a 400 in a sentence, and never a trace. */
class ForeignJsonTest {

    private static final String NO_OBJECT = "The body must be a JSON object, for example {\"prompt\": \"a man with a hat\"}.";

    private static PublicError refusal(byte[] body) {
        return assertThrows(ImagegenException.class, () -> RequestReader.read(Operation.TEXT_TO_IMAGE, body)).error();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "true", "1", "\"a lamp\"", "[]", "[{\"prompt\": \"a lamp\"}]"})
    void jsonThatIsNoObjectIsRefused(String body) {
        assertEquals(new PublicError(ErrorCode.INVALID_JSON, NO_OBJECT), refusal(body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"prompt": "a lamp"              | 1 | 20
            {"prompt": 'a lamp'}             | 1 | 12
            {prompt: "a lamp"}               | 1 | 2
            {"prompt": "a lamp",}            | 1 | 21
            {"prompt": "a lamp"} {}          | 1 | 22
            {"prompt": NaN}                  | 1 | 15
            // {"prompt": "a lamp"}          | 1 | 1
            prompt=a+lamp                    | 1 | 1
            """)
    void brokenJsonIsRefusedWithItsPlace(String body, int line, int column) {
        assertEquals(
                new PublicError(
                        ErrorCode.INVALID_JSON,
                        "The body is not valid JSON near line %d, column %d.".formatted(line, column)),
                refusal(body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"prompt": "a", "prompt": "b"}           | 25 | prompt
            {"model": {"id": 1, "id": 2}}            | 25 | id
            {"a": [{"b": 1}, {"b": 1, "b": 1}]}      | 30 | b
            {"": 1, "": 2}                           | 11 |
            {"it's": 1, "it's": 2}                   | 19 | it's
            {"\\u0061\\nb": 1, "a\\nb": 2}           | 24 | a b
            """)
    void keyThatIsWrittenTwiceIsNamed(String body, int column, String key) {
        assertEquals(
                new PublicError(ErrorCode.INVALID_JSON,
                        "The body is not valid JSON near line 1, column %d: the key '%s' stands there a second time."
                                .formatted(column, key == null ? "" : key)),
                refusal(body.getBytes(UTF_8)));
    }

    @Test
    void keyOfAnyLengthIsShortenedWhereItIsNamed() {
        String key = "k".repeat(5_000);
        var error = refusal("{\"%s\": 1, \"%s\": 2}".formatted(key, key).getBytes(UTF_8));
        assertTrue(error.message().contains("the key '" + "k".repeat(79) + "…' stands"), error.message());
        assertTrue(error.message().length() < 200, error.message());
    }

    @Test
    void placeCountsLines() {
        var error = refusal("{\n  \"prompt\": oops\n}".getBytes(UTF_8));
        assertTrue(error.message().startsWith("The body is not valid JSON near line 2, column "), error.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void bottomlessNestingIsRefused(String open) {
        var error = refusal(open.repeat(50_000).getBytes(UTF_8));
        assertEquals(ErrorCode.INVALID_JSON, error.code());
        assertTrue(error.message().startsWith("The body is not valid JSON"), error.message());
    }

    @Test
    void numberOfAThousandDigitsIsRefused() {
        assertEquals(
                ErrorCode.INVALID_JSON,
                refusal(("{\"prompt\": \"a lamp\", \"seed\": " + "9".repeat(1_001) + "}").getBytes(UTF_8)).code());
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        assertEquals(ErrorCode.INVALID_JSON, refusal("{\"prompt\": \"Lämpchen\"}".getBytes(ISO_8859_1)).code());
    }

    @Test
    void noGarbageGetsThroughOrThrowsAnythingElse() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            assertEquals(ErrorCode.INVALID_JSON, refusal(body).code());
        }
    }

    @Test
    void requestWithAnyByteDamagedIsReadOrRefusedButNeverFails() {
        Random random = new Random(7);
        byte[] good = """
                {"prompt": "a lamp", "model": {"family": "flux"}, "image_size": {"width": 640, "height": 480}, "seed": 7}"""
                .getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = good.clone();
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            try {
                RequestReader.read(Operation.TEXT_TO_IMAGE, body);
            } catch (ImagegenException e) {
                assertEquals(400, e.error().code().status());
            }
        }
    }

    @Test
    void ownTextThatIsNoJsonIsAFaultOfOurs() {
        assertThrows(UncheckedIOException.class, () -> Json.parse("{"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        var tree = Json.object().put("text", "a \"lamp\"\n\u2028 ü 😀").put("number", Long.MAX_VALUE).putNull("none");
        tree.putArray("list").add(true);
        assertEquals(tree, Json.parse(Json.write(tree)));
        assertEquals(tree, Json.parseForeign(Json.write(tree).getBytes(UTF_8)));
    }
}
