package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of functions: how often, from which queue, and whether at all. */
class SchedulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate(1 minute)   | PT1M
            rate(5 minutes)  | PT5M
            rate(1 hour)     | PT1H
            rate(12 hours)   | PT12H
            rate(1 day)      | PT24H
            rate(7 days)     | PT168H
            """)
    void aRateIsRead(String rate, Duration expected) {
        assertEquals(List.of(new Event.Schedule(expected, true)), events("Schedule", "Schedule: " + rate));
    }

    @Test
    void anInputIsTheEventThatTheFunctionGets() {
        assertEquals(
                List.of(new Event.Schedule(Duration.ofDays(1), true, Optional.of("{\"Records\":[]}"))),
                events("Schedule", "Schedule: rate(1 day), Input: '{\"Records\":[]}'"));
    }

    @Test
    void theNewerScheduleHasItsRateUnderAnotherName() {
        assertEquals(
                List.of(new Event.Schedule(Duration.ofMinutes(2), true)),
                events("ScheduleV2", "ScheduleExpression: rate(2 minutes)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cron(0 12 * * ? *)", "rate(5 weeks)", "rate(5)", "rate(-1 minutes)", "rate(1.5 hours)", "at(2026-11-22T00:00:00)"})
    void anythingElseIsRefusedWithWhatWorks(String expression) {
        assertEquals(
                "F.Events.E.Properties.Schedule is " + expression
                        + "; on this machine only rate(N minutes), rate(N hours) and rate(N days) work",
                refusal("Schedule", "Schedule: '" + expression + "'"));
    }

    @Test
    void aScheduleWithoutRateIsRefused() {
        assertEquals("F.Events.E.Properties has no Schedule", refusal("Schedule", "Name: x"));
        assertEquals("F.Events.E.Properties has no ScheduleExpression", refusal("ScheduleV2", "Schedule: rate(1 day)"));
    }

    @ParameterizedTest
    @CsvSource({"'Enabled: true', true", "'Enabled: false', false", "'State: ENABLED', true", "'State: DISABLED', false"})
    void aScheduleMayBeSwitchedOff(String written, boolean enabled) {
        assertEquals(
                List.of(new Event.Schedule(Duration.ofDays(1), enabled)),
                events("Schedule", "Schedule: rate(1 day), " + written));
    }

    @ParameterizedTest
    @CsvSource({"'Enabled: !Equals [a, a]', true", "'Enabled: !Equals [a, b]', false", "'Enabled: false', false"})
    void aQueueMayBeSwitchedOffByACondition(String written, boolean enabled) {
        var queue = (Event.Queue) events("SQS", "Queue: !GetAtt Jobs.Arn, " + written).getFirst();

        assertEquals(enabled, queue.enabled());
    }

    @Test
    void aQueueWithoutPropertiesHasThoseOfThePlatform() {
        assertEquals(
                List.of(new Event.Queue(
                        "Jobs", "arn:aws:sqs:eu-west-1:000000000000:Jobs", 10, Integer.MAX_VALUE, false, true)),
                events("SQS", "Queue: !GetAtt Jobs.Arn"));
    }

    @Test
    void aQueueOfAnotherTemplateIsRefused() {
        assertEquals(
                "F.Events.E.Properties.Queue: the template has no queue arn:aws:sqs:eu-west-1:1:other",
                refusal("SQS", "Queue: 'arn:aws:sqs:eu-west-1:1:other'"));
    }

    @Test
    void aBatchSizeThatIsNoNumberIsRefused() {
        assertEquals(
                "F.Events.E.Properties.BatchSize is many, which is no whole number",
                refusal("SQS", "Queue: !GetAtt Jobs.Arn, BatchSize: many"));
    }

    @Test
    void anEventOfAnUnknownTypeIsRefused() {
        assertEquals("F.Events.E: events of type SNS do not work on this machine", refusal("SNS", "Topic: t"));
    }

    @Test
    void aRouteWithoutPathIsRefused() {
        assertEquals("F.Events.E.Properties has no Path", refusal("HttpApi", "Method: GET"));
    }

    private static List<Event> events(String type, String properties) {
        return Template.parse("""
                Resources:
                  Jobs: { Type: AWS::SQS::Queue }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B::handleRequest
                      CodeUri: b.zip
                      Events: { E: { Type: %s, Properties: { %s } } }
                """.formatted(type, properties), Map.of()).functions(Map.of("Jobs", "http://jobs")).getFirst().events();
    }

    private static String refusal(String type, String properties) {
        return assertThrows(TemplateException.class, () -> events(type, properties)).getMessage();
    }
}
