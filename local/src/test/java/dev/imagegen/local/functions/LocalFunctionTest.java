package dev.imagegen.local.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.imagegen.local.testing.Functions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LocalFunctionTest {

    private final Functions functions = new Functions();

    @Test
    void answersWithWhatTheHandlerReturns() throws Exception {
        try (var function = functions.function(Scripted.class, Functions.AMPLE, Map.of("GREETING", "hello"))) {
            assertEquals(new Outcome.Answer("hello echo"), function.invoke("echo"));
            assertEquals(new Outcome.Answer(null), function.invoke("null"));
        }
    }

    @Test
    void failsWithWhatTheHandlerThrowsAndLogsIt() throws Exception {
        try (var function = functions.function(Scripted.class, Functions.AMPLE, Map.of())) {
            var failure = assertInstanceOf(Outcome.Failure.class, function.invoke("throw"));

            assertEquals("as asked", failure.cause().getMessage());
            assertTrue(functions.logged().contains("[Tested] Invocation request-1 failed"), functions.logged());
        }
    }

    @Test
    void failsWithAnErrorOfTheMachineToo() throws Exception {
        try (var function = functions.function(Scripted.class, Functions.AMPLE, Map.of())) {
            assertInstanceOf(Outcome.Failure.class, function.invoke("stack overflow"));
        }
    }

    @Test
    void timesOutAfterTheShorterOfItsOwnTimeAndTheCallers() throws Exception {
        var shortTime = Duration.ofMillis(30);
        try (var quick = functions.function(Scripted.class, shortTime, Map.of());
                var slow = functions.function(Scripted.class, Functions.AMPLE, Map.of())) {
            assertEquals(new Outcome.TimedOut(shortTime), quick.invoke("hang", Functions.AMPLE));
            assertEquals(new Outcome.TimedOut(shortTime), slow.invoke("hang", shortTime));
        }
    }

    @Test
    void tellsTheHandlerWhoItIsAndHowMuchTimeRemains() throws Exception {
        var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        var spec = Functions.spec(Scripted.class.getName() + "::handleRequest", Duration.ofSeconds(29));
        try (var function = new LocalFunction(spec, Map.of(), clock, () -> "id-7", functions.log())) {
            assertEquals(new Outcome.Answer(List.of("id-7", "Tested", 512, 29_000)), function.invoke("context"));
        }
        assertTrue(functions.logged().contains("[Tested] first\n[Tested] second"), functions.logged());
    }

    @Test
    void refusesAHandlerThatDoesNotExist() {
        assertTrue(refusal("dev.imagegen.Nowhere::handleRequest").contains("not on the class path"));
        assertTrue(refusal("dev.imagegen.Nowhere").contains("::handleRequest"));
        assertTrue(refusal("java.lang.Object::handleRequest").contains("no public constructor that takes the environment"));
        assertTrue(refusal("java.util.HashMap::handleRequest").contains("is no com.amazonaws"));
    }

    @Test
    void refusesAHandlerThatFailsToStartWithItsOwnMessage() {
        var spec = Functions.spec(Scripted.class.getName() + "::handleRequest", Functions.AMPLE);
        var environment = Map.of("FAIL", "TABLE_NAME is missing");

        var error = assertThrows(
                IllegalStateException.class,
                () -> new LocalFunction(spec, environment, Clock.systemUTC(), () -> "", functions.log()));

        assertTrue(error.getMessage().contains("TABLE_NAME is missing"), error.getMessage());
    }

    private String refusal(String handler) {
        var spec = Functions.spec(handler, Functions.AMPLE);
        return assertThrows(
                        IllegalStateException.class,
                        () -> new LocalFunction(spec, Map.of(), Clock.systemUTC(), () -> "", functions.log()))
                .getMessage();
    }

    /** Does what the event says. */
    public static final class Scripted implements RequestHandler<String, Object> {

        private final Map<String, String> environment;

        public Scripted(Map<String, String> environment) {
            if (environment.containsKey("FAIL")) {
                throw new IllegalArgumentException(environment.get("FAIL"));
            }
            this.environment = environment;
        }

        @Override
        public Object handleRequest(String event, Context context) {
            return switch (event) {
                case "null" -> null;
                case "throw" -> throw new IllegalArgumentException("as asked");
                case "stack overflow" -> handleRequest(event, context);
                case "hang" -> hang();
                case "context" -> {
                    context.getLogger().log("first\nsecond\n");
                    yield List.of(
                            context.getAwsRequestId(),
                            context.getFunctionName(),
                            context.getMemoryLimitInMB(),
                            context.getRemainingTimeInMillis());
                }
                default -> environment.get("GREETING") + " " + event;
            };
        }

        private static Object hang() {
            try {
                new CountDownLatch(1).await();
                return null;
            } catch (InterruptedException timeIsUp) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }
}
