package dev.imagegen.local.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a deployed stack must not let happen, as the template states it. */
class TemplateSecurityTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:imagegen-AbCdEf";

    @ParameterizedTest
    @ValueSource(strings = {"CloudinarySecret", "WebhookSecret", "ProviderKeys"})
    void aDeployedStackTakesASecretByItsArnOnly(String parameter) throws IOException {
        var rules = RealTemplate.at("Parameters", parameter);
        String pattern = (String) rules.get("AllowedPattern");

        assertEquals(true, rules.get("NoEcho"));
        assertTrue(ARN.matches(pattern));
        assertFalse("plain:secret".matches(pattern));
        assertFalse("secret".matches(pattern));
        assertFalse(String.valueOf(rules.get("Default")).startsWith("plain:"));
    }

    @Test
    void aDeployedStackCannotBeToldToNotifyItself() throws IOException {
        assertFalse(RealTemplate.at("Parameters").containsKey("LocalReceivers"));
        assertFalse(RealTemplate.document().toString().contains("LOCAL_RECEIVERS"));
    }

    @Test
    void secretsWithAKeyOfOnesOwnCanBeDecryptedThroughTheirStoreAlone() throws IOException {
        for (String function : List.of("WorkerFunction", "WebhookFunction")) {
            Map<?, ?> decrypt = statement(function, "kms:Decrypt");
            assertEquals(Map.of("Ref", "SecretsKmsKeys"), decrypt.get("Resource"));
            assertTrue(decrypt.get("Condition").toString().contains("kms:ViaService={Fn::Sub=secretsmanager."), function);
        }
        assertEquals("", RealTemplate.at("Parameters", "SecretsKmsKeys").get("Default"));
    }

    private static Map<?, ?> statement(String function, String action) throws IOException {
        for (var policy : (List<?>) RealTemplate.resources("AWS::Serverless::Function").get(function).get("Policies")) {
            for (var entry : (List<?>) ((Map<?, ?>) policy).get("Statement")) {
                var statement = ((Map<?, ?>) entry).get("Fn::If") instanceof List<?> branches
                        ? (Map<?, ?>) branches.get(1) : (Map<?, ?>) entry;
                if (action.equals(statement.get("Action"))) {
                    return statement;
                }
            }
        }
        throw new AssertionError(function + " may not " + action);
    }

    @Test
    void everyFunctionHasAReserveThatIsOffByDefault() throws IOException {
        for (var function : RealTemplate.resources("AWS::Serverless::Function").entrySet()) {
            var reserve = (List<?>) ((Map<?, ?>) function.getValue().get("ReservedConcurrentExecutions")).get("Fn::If");
            var parameter = (String) ((Map<?, ?>) reserve.get(1)).get("Ref");
            assertEquals(0, RealTemplate.at("Parameters", parameter).get("Default"), "an account with ten places has none to give");
            assertEquals(Map.of("Ref", "AWS::NoValue"), reserve.get(2), function.getKey());
        }
    }

    @Test
    void theGatewayIsThrottled() throws IOException {
        assertEquals(
                Map.of("ThrottlingRateLimit", Map.of("Ref", "RequestsPerSecond"), "ThrottlingBurstLimit", Map.of("Ref", "RequestBurst")),
                RealTemplate.resources("AWS::Serverless::HttpApi").get("Api").get("DefaultRouteSettings"));
    }

    @Test
    void everyFunctionHasALogThatIsForgottenInTime() throws IOException {
        var logs = RealTemplate.resources("AWS::Logs::LogGroup");
        for (var function : RealTemplate.resources("AWS::Serverless::Function").entrySet()) {
            var log = (Map<?, ?>) ((Map<?, ?>) function.getValue().get("LoggingConfig")).get("LogGroup");
            assertTrue(logs.containsKey((String) log.get("Ref")), function.getKey());
        }
        for (var log : logs.entrySet()) {
            assertEquals(Map.of("Ref", "LogRetentionDays"), log.getValue().get("RetentionInDays"), log.getKey());
        }
    }

    @Test
    void theAccessLogSaysWhoCalled() throws IOException {
        var format = ((Map<?, ?>) RealTemplate.resources("AWS::Serverless::HttpApi").get("Api").get("AccessLogSettings")).get("Format");

        assertTrue(format.toString().contains("\"ip\":\"$context.identity.sourceIp\""), format.toString());
    }

    @Test
    void theTableIsNotDeletedByMistake() throws IOException {
        assertEquals(true, RealTemplate.resources("AWS::DynamoDB::Table").get("Table").get("DeletionProtectionEnabled"));
        assertEquals("Retain", RealTemplate.at("Resources", "Table").get("DeletionPolicy"));
        assertEquals("Retain", RealTemplate.at("Resources", "Table").get("UpdateReplacePolicy"));
    }

    @Test
    void theWebhookFunctionWritesNothingOfAKey() throws IOException {
        TablePolicy webhook = TablePolicy.of("WebhookFunction");

        for (String action : Set.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem")) {
            assertFalse(webhook.allows(action, "", "KEY#demo-key"), action);
            assertFalse(TablePolicy.of("WorkerFunction").allows(action, "", "KEY#demo-key"), action);
        }
        assertTrue(webhook.allows("dynamodb:PutItem", "", "TASK#1"));
    }
}
