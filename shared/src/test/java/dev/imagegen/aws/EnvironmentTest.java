package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private static Environment with(String value) {
        return new Environment(Map.of("NAME", value));
    }

    @Test
    void variableIsReadAsItStands() {
        assertEquals(" a b ", with(" a b ").text("NAME"));
        assertEquals(Optional.of("a"), with("a").find("NAME"));
    }

    @Test
    void variableThatIsNotSetIsNamed() {
        var environment = new Environment(Map.of());
        var e = assertThrows(IllegalStateException.class, () -> environment.text("TABLE_NAME"));
        assertEquals("The environment variable TABLE_NAME is not set; template.yaml sets it.", e.getMessage());
        assertEquals(Optional.empty(), environment.find("TABLE_NAME"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankVariableIsNotSet(String value) {
        assertEquals(Optional.empty(), with(value).find("NAME"));
        var e = assertThrows(IllegalStateException.class, () -> with(value).number("NAME"));
        assertEquals("The environment variable NAME is not set; template.yaml sets it.", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "25, 25", "' 25 ', 25", "-1, -1", "9223372036854775807, 9223372036854775807"})
    void numberIsRead(String value, long number) {
        assertEquals(number, with(value).number("NAME"));
        assertEquals(Duration.ofSeconds(number), with(value).seconds("NAME"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "1.5", "0x10", "9223372036854775808", "1 000"})
    void whatIsNoWholeNumberIsNamed(String value) {
        var e = assertThrows(IllegalStateException.class, () -> with(value).number("NAME"));
        assertEquals("The environment variable NAME must be a whole number.", e.getMessage());
    }
}
