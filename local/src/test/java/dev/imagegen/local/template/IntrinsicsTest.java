package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {

    private static final LocalNames NAMES = new LocalNames(
            Map.of("Color", "red", "Arn", "arn:aws:secret"),
            Map.of("Jobs", "AWS::SQS::Queue", "Things", "AWS::DynamoDB::Table"),
            Map.of("Jobs", "jobs", "Things", "things"),
            Map.of("Jobs", "http://sqs/jobs"));

    private static final Map<?, ?> CONDITIONS = TemplateYaml.parse("""
            IsRed: !Equals [!Ref Color, red]
            IsBlue: !Equals [!Ref Color, blue]
            IsStored: !Equals [!Select [0, !Split [":", !Ref Arn]], arn]
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            !Ref Color                                        | red
            !Ref Jobs                                         | http://sqs/jobs
            !Ref Things                                       | things
            !Ref AWS::Region                                  | eu-west-1
            !GetAtt Jobs.Arn                                  | arn:aws:sqs:eu-west-1:000000000000:jobs
            !GetAtt [Jobs, QueueName]                         | jobs
            !GetAtt Things.Arn                                | arn:aws:dynamodb:eu-west-1:000000000000:table/things
            !Sub "${Things.Arn}/index/${Color} ${!kept}"      | arn:aws:dynamodb:eu-west-1:000000000000:table/things/index/red ${kept}
            !Sub ["${own} $1 ${Color}", { own: !Ref Jobs }]   | http://sqs/jobs $1 red
            !If [IsRed, warm, cold]                           | warm
            !If [IsBlue, warm, cold]                          | cold
            !If [IsStored, yes it is, "no"]                   | yes it is
            !Not [!Equals [!Ref Color, blue]]                 | true
            !And [!Condition IsRed, !Condition IsBlue]        | false
            !Or [!Condition IsRed, !Condition IsBlue]         | true
            !Select [1, [a, b]]                               | b
            !Split [":", "a:b:"]                              | [a, b, ]
            !Join ["-", [a, !Ref Color, 3]]                   | a-red-3
            { "Fn::Sub": "${Color}" }                         | red
            """)
    void resolves(String written, String value) {
        assertEquals(value, String.valueOf(resolve(written).orElseThrow()));
    }

    @Test
    void leavesOutWhatHasNoValue() {
        assertEquals(
                Map.of("list", List.of("a"), "map", Map.of("kept", 1)),
                resolve("{ list: [a, !Ref AWS::NoValue], map: { kept: 1, gone: !If [IsBlue, 1, !Ref AWS::NoValue] } }")
                        .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            !Ref Nothing              | no parameter and no resource Nothing
            !GetAtt Jobs.Color        | !GetAtt Jobs.Color is not known
            !If [IsGreen, 1, 2]       | no condition IsGreen
            !ImportValue x            | Fn::ImportValue is not known
            !Select [5, [a]]          | entry 5 of
            !Equals [a]               | takes a list of 2
            !Join ["-", !Ref AWS::NoValue] | where a value is needed
            """)
    void refuses(String written, String message) {
        var error = assertThrows(TemplateException.class, () -> resolve(written)).getMessage();

        assertTrue(error.contains(message), error);
    }

    @Test
    void refusesTheUrlOfAQueueThatIsNotThereYet() {
        var early = new LocalNames(Map.of(), NAMES.types(), NAMES.names(), Map.of());

        assertThrows(TemplateException.class, () -> early.ref("Jobs"));
    }

    private static Optional<Object> resolve(String written) {
        return new Intrinsics(NAMES, CONDITIONS).resolve(TemplateYaml.parse("value: " + written).get("value"));
    }
}
