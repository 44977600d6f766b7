package dev.imagegen.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.testing.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(bytes, true, UTF_8), new MutableClock());

    private List<String> lines() {
        return bytes.toString(UTF_8).lines().toList();
    }

    private JsonNode only() {
        assertEquals(1, lines().size(), bytes.toString(UTF_8));
        return Json.parse(lines().getFirst());
    }

    @Test
    void lineIsOneJsonObject() {
        log.info("task_accepted", "task_id", "019a", "credits", 8);
        assertEquals(
                Json.parse("""
                        {"time": "2026-11-22T10:00:00Z", "level": "INFO", "event": "task_accepted", "task_id": "019a", "credits": "8"}"""),
                only());
    }

    @Test
    void everyEventHasALineOfItsOwn() {
        log.info("one");
        log.warn("two", null);
        log.error("three", null);
        assertEquals(
                List.of("INFO one", "WARN two", "ERROR three"),
                lines().stream().map(Json::parse)
                        .map(n -> n.get("level").textValue() + " " + n.get("event").textValue())
                        .toList());
    }

    @Test
    void noValueCanBeginALineOfItsOwn() {
        String hostile = "a\n{\"level\":\"INFO\",\"event\":\"forged\"}\r\nb\u0085c\0\u001b[31m\"";
        log.info(hostile, hostile, hostile);
        JsonNode line = only();
        assertEquals(hostile, line.get("event").textValue());
        assertEquals(hostile, line.get(hostile).textValue());
        assertTrue(bytes.toString(UTF_8).chars().filter(c -> c < 0x20).count() <= System.lineSeparator().length());
    }

    @Test
    void nullIsAWordAndAKeyWithoutValueIsLeftOut() {
        log.info("odd", "none", null, "alone");
        assertEquals("null", only().get("none").textValue());
        assertFalse(only().has("alone"));
    }

    @Test
    void causeIsToldInTheSameLineWithWhereItCameFrom() {
        var cause = new IllegalStateException("over\ntwo lines", new IllegalArgumentException("the root"));
        log.error("failed", cause, "task_id", "019a");
        JsonNode line = only();
        assertEquals("java.lang.IllegalStateException: over\ntwo lines", line.get("cause").textValue());
        assertTrue(line.get("at").size() >= 2 && line.get("at").size() <= 12, line.toString());
        assertTrue(line.get("at").get(0).textValue().contains("LogTest"), line.toString());
    }

    @Test
    void causesThatGoInACircleAreToldOnce() {
        var one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        log.warn("circle", one);
        assertTrue(only().get("at").size() <= 30);
    }
}
