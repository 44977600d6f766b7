package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the template to the limits of the platform, which no linter knows. */
class TemplateLimitsTest {

    private static final Duration GATEWAY_LIMIT = Duration.ofSeconds(30);

    /** What a synchronous call needs before and after its wait. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    @Test
    void aMessageStaysHiddenSixTimesAsLongAsItsFunctionMayRun() throws IOException {
        var queues = RealTemplate.model().queues().stream().collect(Collectors.toMap(QueueSpec::id, Function.identity()));
        var checked = 0;
        for (var function : RealTemplate.functions()) {
            for (var event : function.events()) {
                if (event instanceof Event.Queue source) {
                    var visibility = queues.get(source.queue()).visibility();
                    assertTrue(
                            visibility.compareTo(function.timeout().multipliedBy(6)) >= 0,
                            source.queue() + " hides a message for " + visibility + ", too short for " + function.id());
                    checked++;
                }
            }
        }
        assertTrue(checked >= 2, "jobs and notifications are worked on");
    }

    @Test
    void aSynchronousCallEndsBeforeItsFunctionAndTheFunctionBeforeTheGateway() throws IOException {
        var behindGateway = longest("SyncWaitSeconds");
        var atItsUrl = longest("UrlWaitSeconds");
        var generate = RealTemplate.functions().stream()
                .filter(function -> function.id().equals("GenerateFunction"))
                .findFirst()
                .orElseThrow();

        assertTrue(behindGateway.plus(MARGIN).compareTo(GATEWAY_LIMIT) < 0, "wait " + behindGateway);
        assertTrue(atItsUrl.plus(MARGIN).compareTo(generate.timeout()) < 0, "wait " + atItsUrl);
    }

    private static Duration longest(String parameter) throws IOException {
        return Duration.ofSeconds(((Number) RealTemplate.at("Parameters", parameter).get("MaxValue")).longValue());
    }

    @Test
    void everyFunctionBehindTheGatewayThatDoesNotWaitEndsBeforeIt() throws IOException {
        for (var function : RealTemplate.functions()) {
            if (!function.id().equals("GenerateFunction")
                    && function.events().stream().anyMatch(event -> event instanceof Event.Route)) {
                assertTrue(function.timeout().compareTo(GATEWAY_LIMIT) < 0, function.id());
            }
        }
    }

    @Test
    void theFunctionsOwnUrlIsThereOnlyIfItIsAskedFor() throws IOException {
        assertEquals(List.of(), RealTemplate.model().functionUrls());
        assertEquals(List.of("GenerateFunction"), RealTemplate.model(Map.of("FunctionUrl", "true")).functionUrls());
    }

    @Test
    void everyQueueEventTakesAtMostTenMessagesAndReportsFailuresOneByOne() throws IOException {
        for (var function : RealTemplate.functions()) {
            for (var event : function.events()) {
                if (event instanceof Event.Queue source) {
                    assertTrue(source.batchSize() <= 10, source.toString());
                    assertTrue(source.maximumConcurrency() >= 2, source.toString());
                    assertTrue(source.reportBatchItemFailures(), source.toString());
                }
            }
        }
    }

    @Test
    void everyQueueThatIsWorkedOnHasADeadLetterQueueThatKeepsItsMessagesLonger() throws IOException {
        var properties = RealTemplate.resources("AWS::SQS::Queue");
        for (var queue : properties.entrySet()) {
            var isDeadLetterQueue = queue.getKey().endsWith("DeadLetterQueue");
            assertEquals(!isDeadLetterQueue, queue.getValue().containsKey("RedrivePolicy"), queue.getKey());
            if (queue.getValue().get("RedrivePolicy") instanceof Map<?, ?> policy) {
                var target = (List<?>) ((Map<?, ?>) policy.get("deadLetterTargetArn")).get("Fn::GetAtt");
                var dead = properties.get((String) target.getFirst());
                assertTrue(target.getFirst().toString().endsWith("DeadLetterQueue"), queue.getKey());
                assertTrue(((Number) policy.get("maxReceiveCount")).intValue() >= 3, queue.getKey());
                assertTrue(retention(dead) > retention(queue.getValue()), queue.getKey());
            }
        }
    }

    @Test
    void everyFunctionRunsOnTheManagedRuntimeWithASnapshotOfItsPublishedVersions() throws IOException {
        var globals = RealTemplate.at("Globals", "Function");

        assertEquals("java25", globals.get("Runtime"));
        assertEquals(List.of("arm64"), globals.get("Architectures"));
        assertEquals(Map.of("ApplyOn", "PublishedVersions"), globals.get("SnapStart"));
        assertEquals("live", globals.get("AutoPublishAlias"));
        for (var function : RealTemplate.resources("AWS::Serverless::Function").entrySet()) {
            for (var global : List.of("Runtime", "Architectures", "SnapStart", "AutoPublishAlias")) {
                assertFalse(function.getValue().containsKey(global), function.getKey() + " overrides " + global);
            }
        }
    }

    @Test
    void theTableCanBeRestoredToAPointInTimeAndForgetsWhatExpires() throws IOException {
        var table = RealTemplate.resources("AWS::DynamoDB::Table").values().iterator().next();

        assertEquals(Map.of("PointInTimeRecoveryEnabled", true), table.get("PointInTimeRecoverySpecification"));
        assertEquals("PAY_PER_REQUEST", table.get("BillingMode"));
        assertTrue(RealTemplate.model().table().orElseThrow().timeToLive().isPresent());
    }

    @Test
    void everyFunctionHasTheMemoryAndTimeThatThePlatformAllows() throws IOException {
        var functions = RealTemplate.functions();

        assertEquals(3, functions.size());
        for (var function : functions) {
            assertTrue(function.megabytes() >= 128 && function.megabytes() <= 10_240, function.id());
            assertTrue(function.timeout().toSeconds() <= 900, function.id());
            assertTrue(function.codeUri().endsWith(".zip"), function.id());
        }
    }

    private static int retention(Map<?, ?> queue) {
        return ((Number) queue.get("MessageRetentionPeriod")).intValue();
    }
}
