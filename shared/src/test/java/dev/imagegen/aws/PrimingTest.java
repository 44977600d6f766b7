package dev.imagegen.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imagegen.contract.Json;
import dev.imagegen.log.Log;
import dev.imagegen.testing.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrimingTest {

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(logged, true, UTF_8), new MutableClock());

    private JsonNode line() {
        assertEquals(1, logged.toString(UTF_8).lines().count(), logged.toString(UTF_8));
        return Json.parse(logged.toString(UTF_8));
    }

    @Test
    void passIsMadeOnceBeforeTheSnapshotAndLogged() {
        List<String> passes = new ArrayList<>();
        Priming priming = new Priming(() -> passes.add("pass"), log);
        assertEquals(List.of(), passes);

        priming.beforeCheckpoint(null);
        priming.afterRestore(null);

        assertEquals(List.of("pass"), passes);
        assertEquals("INFO primed", line().get("level").textValue() + " " + line().get("event").textValue());
    }

    static List<Throwable> whatAPassMayThrow() {
        return List.of(
                new IOException("as asked"),
                new IllegalStateException("as asked"),
                new NoClassDefFoundError("as asked"),
                new ExceptionInInitializerError("as asked"),
                new UnsatisfiedLinkError("as asked"),
                new AssertionError("as asked"));
    }

    @ParameterizedTest
    @MethodSource("whatAPassMayThrow")
    void nothingThatAPassThrowsStopsTheSnapshotOrCountsAsPrimed(Throwable failure) {
        new Priming(() -> {
            switch (failure) {
                case Exception e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalArgumentException(failure);
            }
        }, log).beforeCheckpoint(null);

        assertEquals("WARN not_primed", line().get("level").textValue() + " " + line().get("event").textValue());
        assertTrue(line().get("cause").textValue().contains("as asked"), line().toString());
    }

    @Test
    void passThatFailsIsLoggedWithItsCauseAndTheSnapshotIsTaken() {
        new Priming(() -> {
            throw new IllegalStateException("The table cannot be reached");
        }, log).beforeCheckpoint(null);

        assertEquals("WARN not_primed", line().get("level").textValue() + " " + line().get("event").textValue());
        assertTrue(line().get("cause").textValue().contains("The table cannot be reached"), line().toString());
    }
}
