package dev.imagegen.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.contract.RequestReader.Reading;
import java.util.Map;

/** Bodies on their way through the public door, and the refusals that they meet there. */
final class Refusals {

    private Refusals() {}

    static Reading read(Operation operation, String body) {
        return RequestReader.read(operation, body.getBytes(UTF_8));
    }

    static GenerationRequest textToImage(String body) {
        return read(Operation.TEXT_TO_IMAGE, body).request();
    }

    /** Fields beside a good prompt. */
    static GenerationRequest withPrompt(String fields) {
        return textToImage("{\"prompt\": \"a lamp\", " + fields + "}");
    }

    static PublicError of(Operation operation, String body) {
        return assertThrows(ImagegenException.class, () -> read(operation, body)).error();
    }

    static PublicError ofField(Operation operation, String fields) {
        return of(operation, "{\"prompt\": \"a lamp\", " + fields + "}");
    }

    static void assertInvalid(String field, String message, PublicError error) {
        assertEquals(message, error.message());
        assertEquals(field, error.details().get("field"));
        assertEquals(ErrorCode.INVALID_REQUEST, error.code());
    }

    static void assertInvalid(String field, String message, Object allowed, PublicError error) {
        assertEquals(
                new PublicError(ErrorCode.INVALID_REQUEST, message, Map.of("field", field, "allowed", allowed)), error);
    }
}
