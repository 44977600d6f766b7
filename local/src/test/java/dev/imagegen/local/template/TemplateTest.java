package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.local.template.TableSpec.Index;
import dev.imagegen.local.template.TableSpec.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final Map<String, String> URLS = Map.of("Jobs", "http://sqs/jobs", "Dead", "http://sqs/dead");

    private static final String TEXT = """
            Parameters:
              Base: { Type: String, Default: "http://base" }
            Globals:
              Function:
                Timeout: 7
                Environment: { Variables: { SHARED: one, OVER: global, BASE: !Ref Base } }
            Resources:
              Work:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B::handleRequest
                  CodeUri: b.zip
                  MemorySize: 512
                  Environment: { Variables: { OVER: own, QUEUE: !Ref Jobs, TABLE: !Ref Things } }
                  Policies: [ { Resource: !GetAtt Log.Arn } ]
                  Events:
                    Get: { Type: HttpApi, Properties: { Method: get, Path: "/x/{id}" } }
                    Any: { Type: HttpApi, Properties: { Path: /any } }
                    Rest: { Type: HttpApi }
                    Jobs:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Jobs.Arn
                        BatchSize: 4
                        FunctionResponseTypes: [ReportBatchItemFailures]
                        ScalingConfig: { MaximumConcurrency: 3 }
                    Dead: { Type: SQS, Properties: { Queue: !GetAtt Dead.Arn, Enabled: false } }
                    Sweep: { Type: Schedule, Properties: { Schedule: rate(5 minutes) } }
              Log: { Type: AWS::Logs::LogGroup }
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 42
                  DelaySeconds: 2
                  RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }
              Dead: { Type: AWS::SQS::Queue, Properties: { QueueName: dead-letters } }
              Things:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions:
                    - { AttributeName: pk, AttributeType: S }
                    - { AttributeName: at, AttributeType: N }
                  KeySchema: [ { AttributeName: pk, KeyType: HASH } ]
                  GlobalSecondaryIndexes:
                    - IndexName: by-time
                      KeySchema: [ { AttributeName: pk, KeyType: HASH }, { AttributeName: at, KeyType: RANGE } ]
                      Projection: { ProjectionType: INCLUDE, NonKeyAttributes: [state] }
                  TimeToLiveSpecification: { AttributeName: ttl, Enabled: true }
            """;

    private final Template template = Template.parse(TEXT, Map.of());
    private final FunctionSpec work = template.functions(URLS).getFirst();

    @Test
    void readsAFunctionWithTheGlobalsBehindItsOwnProperties() {
        assertEquals("Work", work.id());
        assertEquals("a.B::handleRequest", work.handler());
        assertEquals("b.zip", work.codeUri());
        assertEquals(Duration.ofSeconds(7), work.timeout());
        assertEquals(512, work.megabytes());
    }

    @Test
    void resolvesTheEnvironmentOfAFunction() {
        assertEquals(
                Map.of("SHARED", "one", "OVER", "own", "BASE", "http://base", "QUEUE", "http://sqs/jobs", "TABLE", "Things"),
                work.environment());
    }

    @Test
    void readsTheEventsOfAFunction() {
        assertEquals(
                List.of(
                        new Event.Route("GET", "/x/{id}"),
                        new Event.Route("ANY", "/any"),
                        new Event.DefaultRoute(),
                        new Event.Queue("Jobs", "arn:aws:sqs:eu-west-1:000000000000:Jobs", 4, 3, true, true),
                        new Event.Queue(
                                "Dead", "arn:aws:sqs:eu-west-1:000000000000:dead-letters", 10, Integer.MAX_VALUE, false, false),
                        new Event.Schedule(Duration.ofMinutes(5), true)),
                work.events());
    }

    @Test
    void readsQueuesWithTheDefaultsOfThePlatform() {
        assertEquals(
                List.of(
                        new QueueSpec(
                                "Jobs",
                                "Jobs",
                                Duration.ofSeconds(42),
                                Duration.ofSeconds(2),
                                Optional.of(new QueueSpec.Redrive("arn:aws:sqs:eu-west-1:000000000000:dead-letters", 5))),
                        new QueueSpec("Dead", "dead-letters", Duration.ofSeconds(30), Duration.ZERO, Optional.empty())),
                template.queues());
    }

    @Test
    void readsTheTable() {
        assertEquals(
                new TableSpec(
                        "Things",
                        "Things",
                        Map.of("pk", "S", "at", "N"),
                        List.of(new Key("pk", "HASH")),
                        List.of(new Index(
                                "by-time", List.of(new Key("pk", "HASH"), new Key("at", "RANGE")), "INCLUDE", List.of("state"))),
                        Optional.of("ttl")),
                template.table().orElseThrow());
    }

    @Test
    void takesAGivenParameterBeforeItsDefault() {
        var given = Template.parse(TEXT, Map.of("Base", "http://given"));

        assertEquals("http://given", given.functions(URLS).getFirst().environment().get("BASE"));
    }

    @Test
    void refusesACronScheduleAndSaysWhatWorks() {
        var error = failure(TEXT.replace("rate(5 minutes)", "'cron(0 * * * ? *)'"));

        assertTrue(error.contains("Work.Events.Sweep.Properties.Schedule is cron(0 * * * ? *)"), error);
        assertTrue(error.contains("rate(N minutes)"), error);
    }

    @Test
    void refusesAnEventTypeItDoesNotKnow() {
        var error = failure(TEXT.replace("Rest: { Type: HttpApi }", "Rest: { Type: S3 }"));

        assertTrue(error.contains("Work.Events.Rest: events of type S3"), error);
    }

    @Test
    void refusesAReferenceToNothingAndSaysWhere() {
        var error = failure(TEXT.replace("QUEUE: !Ref Jobs", "QUEUE: !Ref Job"));

        assertTrue(error.contains("Variables.QUEUE: The template has no parameter and no resource Job"), error);
    }

    @Test
    void refusesAFunctionWithoutHandler() {
        assertTrue(failure(TEXT.replace("Handler: a.B::handleRequest", "")).contains("has no Handler"));
    }

    @Test
    void refusesTextThatIsNoMap() {
        assertThrows(TemplateException.class, () -> Template.parse("- a", Map.of()));
        assertThrows(TemplateException.class, () -> Template.parse("a: [", Map.of()));
    }

    private static String failure(String text) {
        return assertThrows(TemplateException.class, () -> Template.parse(text, Map.of()).functions(URLS)).getMessage();
    }
}
