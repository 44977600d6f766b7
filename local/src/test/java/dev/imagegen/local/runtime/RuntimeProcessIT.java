package dev.imagegen.local.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imagegen.local.template.FunctionSpec;
import dev.imagegen.local.testing.Functions;
import dev.imagegen.local.testing.PackagedHandler;
import dev.imagegen.local.testing.TestProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client has native libraries for Linux only")
class RuntimeProcessIT {

    private static final Path CLIENT = Path.of(System.getProperty("imagegen.root"), "local/target/ric");

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @TempDir
    private Path dir;

    @Test
    void oneProcessAnswersSeveralInvocationsOfThePackagedFunction() throws Exception {
        try (var function = start(PackagedHandler.class.getName(), Map.of("VARIABLE", "v"))) {
            var first = answer(function.invoke("{\"do\":\"grüß\"}"));
            var second = answer(function.invoke("{\"do\":\"again\"}"));

            assertEquals(
                    Map.of(
                            "said", "grüß",
                            "variable", "v",
                            "path", "null",
                            "task_root_is_here", true,
                            "time_remains", true,
                            "invocations", 1),
                    first);
            assertEquals(2, second.get("invocations"));
        }
        assertTrue(log.toString(StandardCharsets.UTF_8).contains("log of request-1"), log.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anExceptionIsAnErrorWithTypeAndMessageAndTheNextInvocationWorks() throws Exception {
        try (var function = start(PackagedHandler.class.getName(), Map.of())) {
            assertEquals(
                    new Invocation.Error("java.lang.IllegalArgumentException", "as asked"),
                    function.invoke("{\"do\":\"throw\"}"));
            assertInstanceOf(Invocation.Answer.class, function.invoke("{\"do\":\"x\"}"));
        }
    }

    @Test
    void anInvocationThatTakesTooLongTimesOut() throws Exception {
        var limit = Duration.ofSeconds(3);
        try (var function = start(spec(PackagedHandler.class.getName(), limit), Map.of())) {
            assertEquals(new Invocation.TimedOut(limit), function.invoke("{\"do\":\"hang\"}"));
        }
    }

    @Test
    void aProcessThatEndsIsAnError() throws Exception {
        try (var function = start(PackagedHandler.class.getName(), Map.of())) {
            assertEquals(
                    new Invocation.Error("Runtime.ExitError", "Runtime exited with status 3"),
                    function.invoke("{\"do\":\"exit\"}"));
        }
    }

    @Test
    void aFunctionThatFailsToStartSaysWhyItself() {
        var failure = assertThrows(
                RuntimeFailure.class, () -> start(PackagedHandler.class.getName(), Map.of("FAIL_TO_START", "yes")));

        assertTrue(failure.getMessage().contains("the secret is missing"), failure.getMessage());
    }

    @Test
    void aHandlerThatIsNotInTheArtefactIsAnErrorThatNamesIt() throws Exception {
        try (var function = start("dev.imagegen.Nowhere", Map.of())) {
            var error = assertInstanceOf(Invocation.Error.class, function.invoke("{}"));

            assertTrue(error.message().contains("dev.imagegen.Nowhere"), error.toString());
        }
    }

    @Test
    void anArtefactThatIsNotBuiltIsToldWithWhatToDo() {
        var spec = spec(PackagedHandler.class.getName(), Functions.AMPLE);

        var failure = assertThrows(IOException.class, () -> RuntimeProcess.start(
                CLIENT, dir.resolve("none.zip"), spec, Map.of(), Clock.systemUTC(), () -> "id", System.err));

        assertTrue(failure.getMessage().contains("mvn package"), failure.getMessage());
    }

    @Test
    void anArtefactCanNotWriteOutsideOfItsFolder() throws Exception {
        var zip = dir.resolve("evil.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("../../evil"));
        }

        assertThrows(IOException.class, () -> Artefact.unzip(zip));
    }

    private RuntimeProcess start(String handler, Map<String, String> environment) throws IOException {
        return start(spec(handler, Functions.AMPLE), environment);
    }

    private RuntimeProcess start(FunctionSpec spec, Map<String, String> environment) throws IOException {
        var zip = dir.resolve("function.zip");
        TestProject.zip(zip);
        var count = new AtomicInteger();
        return RuntimeProcess.start(
                CLIENT,
                zip,
                spec,
                environment,
                Clock.systemUTC(),
                () -> "request-" + count.incrementAndGet(),
                new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    private static FunctionSpec spec(String handler, Duration timeout) {
        return new FunctionSpec(
                "Packaged", handler + "::handleRequest", "function.zip", timeout, 128, Map.of(), List.of());
    }

    private static Map<?, ?> answer(Invocation invocation) throws IOException {
        return new JsonMapper().readValue(assertInstanceOf(Invocation.Answer.class, invocation).json(), Map.class);
    }
}
