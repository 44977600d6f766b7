package dev.imagegen.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {

    /** As the contract has it. */
    private static final Map<Integer, ErrorCategory> CATEGORIES = Map.ofEntries(
            Map.entry(400, ErrorCategory.USER_ERROR),
            Map.entry(401, ErrorCategory.AUTH_ERROR),
            Map.entry(403, ErrorCategory.AUTH_ERROR),
            Map.entry(404, ErrorCategory.USER_ERROR),
            Map.entry(405, ErrorCategory.USER_ERROR),
            Map.entry(409, ErrorCategory.USER_ERROR),
            Map.entry(413, ErrorCategory.USER_ERROR),
            Map.entry(415, ErrorCategory.USER_ERROR),
            Map.entry(422, ErrorCategory.USER_ERROR),
            Map.entry(429, ErrorCategory.RATE_LIMIT_ERROR),
            Map.entry(500, ErrorCategory.SERVER_ERROR),
            Map.entry(502, ErrorCategory.SERVER_ERROR));

    @ParameterizedTest
    @EnumSource
    void statusHasTheCategoryOfTheContract(ErrorCode code) {
        assertEquals(CATEGORIES.get(code.status()), code.category());
    }

    @ParameterizedTest
    @EnumSource
    void wordIsReadableAndReadBack(ErrorCode code) {
        assertTrue(code.wireName().matches("[a-z]+(_[a-z]+)*"), code.wireName());
        assertEquals(code, ErrorCode.ofWireName(code.wireName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no_such_error"})
    void unknownWordIsNotRead(String word) {
        assertThrows(IllegalArgumentException.class, () -> ErrorCode.ofWireName(word));
    }

    @Test
    void exceptionCarriesItsErrorAndSaysItInTheLog() {
        var error = new PublicError(ErrorCode.WRONG_CLOUD, "Not this one.");
        var exception = new ImagegenException(error);
        assertEquals(error, exception.error());
        assertEquals("wrong_cloud: Not this one.", exception.getMessage());
    }
}
