package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void namesTheParameterThatHasNeitherDefaultNorValue() {
        assertTrue(failure(Map.of("Type", "String"), Map.of()).contains("P has no default and no value"));
    }

    @Test
    void namesAValueForAParameterThatIsNotDeclared() {
        assertTrue(failure(Map.of("Default", "x"), Map.of("Other", "y")).contains("no parameter Other"));
    }

    @Test
    void takesTheDefaultAsText() {
        assertEquals(Map.of("P", "50"), Parameters.of(Map.of("P", Map.of("Default", 50)), Map.of()).values());
    }

    @Test
    void takesAnEmptyDefault() {
        assertEquals(Map.of("P", ""), Parameters.of(Map.of("P", Map.of("Default", "")), Map.of()).values());
    }

    @Test
    void holdsAValueToThePattern() {
        assertTrue(failure(Map.of("AllowedPattern", "[a-z]+"), Map.of("P", "ab1")).contains("does not match [a-z]+"));
    }

    @Test
    void takesASecretItselfWhereADeployedStackTakesItsArn() {
        Map<String, Object> secret = Map.of("AllowedPattern", "arn:[a-z-]+:secretsmanager:.+");

        assertEquals("plain:x", Parameters.of(Map.of("P", secret), Map.of("P", "plain:x")).values().get("P"));
        assertTrue(failure(secret, Map.of("P", "x")).contains("does not match"));
        assertTrue(failure(Map.of("AllowedPattern", "[a-z]+"), Map.of("P", "plain:x")).contains("does not match"));
    }

    @Test
    void holdsAValueToTheAllowedOnes() {
        assertTrue(failure(Map.of("AllowedValues", List.of("a", "b")), Map.of("P", "c")).contains("one of [a, b]"));
    }

    @Test
    void holdsANumberToItsBounds() {
        Map<String, Object> rules = Map.of("Type", "Number", "MinValue", 1, "MaxValue", 25);

        assertEquals("25", Parameters.of(Map.of("P", rules), Map.of("P", "25")).values().get("P"));
        assertTrue(failure(rules, Map.of("P", "0")).contains("the least is 1"));
        assertTrue(failure(rules, Map.of("P", "25.5")).contains("the greatest is 25"));
        assertTrue(failure(rules, Map.of("P", "many")).contains("no number"));
    }

    private static String failure(Map<String, Object> rules, Map<String, String> given) {
        return assertThrows(TemplateException.class, () -> Parameters.of(Map.of("P", rules), given)).getMessage();
    }
}
