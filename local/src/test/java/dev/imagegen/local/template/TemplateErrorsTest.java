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

/** What is said about a template that is not right. */
class TemplateErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            !Ref Nothing                    | The template has no parameter and no resource Nothing
            !Ref [Jobs]                     | Ref takes a name, not [Jobs]
            !Condition [A]                  | Condition takes a name, not [A]
            !GetAtt Jobs                    | Fn::GetAtt takes a list of 2 entries, not [Jobs]
            !GetAtt Jobs.Color              | !GetAtt Jobs.Color is not known on this machine
            !GetAtt Nothing.Arn             | The template has no parameter and no resource Nothing
            !GetAtt [Jobs, [Arn]]           | Fn::GetAtt takes a name, not [Arn]
            !Sub "${Nothing}"               | The template has no parameter and no resource Nothing
            !Sub "${Jobs.Color}"            | !GetAtt Jobs.Color is not known on this machine
            !Sub ["a", {}, b]               | Fn::Sub takes a list of 2 entries, not [a, {}, b]
            !Condition IsGreen              | The template has no condition IsGreen
            !If [IsGreen, 1, 2]             | The template has no condition IsGreen
            !If [Always, 1]                 | Fn::If takes a list of 3 entries, not [Always, 1]
            !Not x                          | Fn::Not takes a list of 1 entries, not x
            !Equals [a]                     | Fn::Equals takes a list of 2 entries, not [a]
            !Equals [a, !Ref AWS::NoValue]  | AWS::NoValue stands where a value is needed
            !And x                          | Fn::And takes a list, not x
            !Or x                           | Fn::Or takes a list, not x
            !Select [5, [a]]                | Fn::Select asks for entry 5 of [a]
            !Select [-1, [a]]               | Fn::Select asks for entry -1 of [a]
            !Select [first, [a]]            | Fn::Select asks for entry first of [a]
            !Select [0, a]                  | Fn::Select takes a list, not a
            !Split ["-"]                    | Fn::Split takes a list of 2 entries, not [-]
            !Split x                        | Fn::Split takes a list of 2 entries, not x
            !Join ["-", x]                  | Fn::Join takes a list, not x
            !ImportValue x                  | Fn::ImportValue is not known on this machine
            """)
    void aMisusedFunctionIsNamedAndWhereItStands(String written, String message) {
        assertEquals("F.Environment.Variables.V: " + message, refusal(function("Environment: { Variables: { V: " + written + " } }")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            Timeout: soon                   | F.Timeout is soon, which is no whole number
            MemorySize: 1.5                 | F.MemorySize is 1.5, which is no whole number
            Environment: x                  | F.Environment must be a map, not x
            Environment: { Variables: x }   | F.Environment.Variables must be a map, not x
            Events: [a]                     | F.Events must be a map, not [a]
            Events: { E: x }                | F.Events.E must be a map, not x
            Events: { E: { } }              | F.Events.E has no Type
            """)
    void aPropertyOfTheWrongKindIsNamedWithItsPath(String properties, String message) {
        assertEquals(message, refusal(function(properties)));
    }

    @Test
    void whatAFunctionNeedsIsNamed() {
        assertEquals(
                "Globals.Function has no Handler",
                refusal("Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: b.zip } } }"));
        assertEquals(
                "Globals.Function has no CodeUri",
                refusal("Resources: { F: { Type: AWS::Serverless::Function, Properties: { Handler: a.B::c } } }"));
    }

    @Test
    void aSectionThatIsNoMapIsNamed() {
        assertEquals("The section Resources must be a map", refusal("Resources: [a]"));
        assertEquals("The section Parameters must be a map", refusal("Parameters: x"));
        assertEquals("The section Globals must be a map", refusal("Globals: 5"));
    }

    @Test
    void textThatIsNoTemplateIsRefused() {
        assertEquals("The template is no map of sections", refusal("- a"));
        assertEquals("The template is no map of sections", refusal(""));
        assertTrue(refusal("a: [").startsWith("The template is no valid YAML: "), refusal("a: ["));
    }

    @Test
    void theUrlOfAQueueThatIsNotThereYetIsNamed() {
        var template = Template.parse(function("Environment: { Variables: { V: !Ref Jobs } }"), Map.of());

        var error = assertThrows(TemplateException.class, () -> template.functions(Map.of()));

        assertEquals(
                "F.Environment.Variables.V: The URL of queue Jobs is asked for before the queue is there", error.getMessage());
    }

    @Test
    void aDeadLetterQueueNeedsACount() {
        var template = Template.parse("""
                Resources:
                  Jobs: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } } }
                  Dead: { Type: AWS::SQS::Queue }
                """, Map.of());

        var error = assertThrows(TemplateException.class, template::queues);

        assertEquals("Jobs.RedrivePolicy has no maxReceiveCount", error.getMessage());
    }

    @Test
    void aTableWithoutTimeToLiveKeepsItsItemsAndOneThatIsSwitchedOffToo() {
        for (var timeToLive : List.of("", "TimeToLiveSpecification: { AttributeName: ttl, Enabled: false }")) {
            var template = Template.parse(
                    "Resources: { T: { Type: AWS::DynamoDB::Table, Properties: { " + timeToLive + " } } }", Map.of());

            assertEquals(Optional.empty(), template.table().orElseThrow().timeToLive());
        }
    }

    @Test
    void aTemplateWithoutATableHasNone() {
        assertEquals(Optional.empty(), Template.parse("Resources: {}", Map.of()).table());
    }

    private static String function(String property) {
        return """
                Conditions: { Always: !Equals [a, a] }
                Resources:
                  Jobs: { Type: AWS::SQS::Queue }
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B::handleRequest
                      CodeUri: b.zip
                      %s
                """.formatted(property);
    }

    private static String refusal(String text) {
        return assertThrows(
                        TemplateException.class,
                        () -> Template.parse(text, Map.of()).functions(Map.of("Jobs", "http://jobs")))
                .getMessage();
    }
}
