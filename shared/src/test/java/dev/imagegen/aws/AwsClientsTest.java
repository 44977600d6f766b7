package dev.imagegen.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.contract.Json;
import dev.imagegen.testing.HttpStub;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** What arrives at a service that a client was made for. */
@Isolated("It sets a property of the process")
class AwsClientsTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:cloudinary";
    /** What the client library reads in place of the variable of the process. */
    private static final String CONTAINER_PROPERTY = "aws.containerCredentialsFullUri";

    private static final HttpStub.Reply CREDENTIALS = HttpStub.Reply.json(200, """
            {"AccessKeyId": "ASIACONTAINER", "SecretAccessKey": "of-the-container", "Token": "container-token",
             "Expiration": "2099-01-01T00:00:00Z"}""");

    private final Map<String, String> variables = new HashMap<>(Map.of(
            "AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret-key"));
    private HttpStub.Reply reply = HttpStub.Reply.json(200, "{}");
    private final HttpStub service = new HttpStub(call -> call.path().equals("/credentials") ? CREDENTIALS : reply);

    AwsClientsTest() throws IOException {}

    @AfterEach
    void stop() {
        System.clearProperty(CONTAINER_PROPERTY);
        service.close();
    }

    private AwsClients clients() {
        return new AwsClients(new Environment(variables));
    }

    private HttpStub.Call callOfDynamoDb() {
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", service.address().toString());
        try (var dynamo = clients().dynamoDb()) {
            dynamo.getItem(g -> g.tableName("imagegen").key(Attributes.key("TASK", "0a", "TASK")));
        }
        return service.calls().getLast();
    }

    @Test
    void endpointOfEachServiceCanBeAnother() {
        assertEquals("DynamoDB_20120810.GetItem", callOfDynamoDb().header("X-Amz-Target"));

        variables.put("AWS_ENDPOINT_URL_SQS", service.address().toString());
        reply = HttpStub.Reply.json(200, "{\"QueueUrl\": \"https://example.com/jobs\"}");
        try (var sqs = clients().sqs()) {
            assertEquals("https://example.com/jobs", sqs.getQueueUrl(q -> q.queueName("jobs")).queueUrl());
        }
        assertEquals("AmazonSQS.GetQueueUrl", service.calls().getLast().header("X-Amz-Target"));
    }

    @Test
    void endpointMayStandUnderTheNameThatTheTemplateHas() {
        variables.put("DYNAMODB_ENDPOINT", service.address().toString());
        variables.put("SQS_ENDPOINT", "");
        try (var dynamo = clients().dynamoDb(); var sqs = clients().sqs()) {
            assertEquals(Optional.of(service.address()), dynamo.serviceClientConfiguration().endpointOverride());
            assertEquals(Optional.empty(), sqs.serviceClientConfiguration().endpointOverride());
        }
    }

    @Test
    void endpointOfAnotherServiceIsNotTaken() {
        variables.put("AWS_ENDPOINT_URL_SQS", service.address().toString());
        try (var dynamo = clients().dynamoDb()) {
            assertEquals(Optional.empty(), dynamo.serviceClientConfiguration().endpointOverride());
            assertEquals("eu-west-1", dynamo.serviceClientConfiguration().region().id());
        }
    }

    @Test
    void callIsSignedWithTheKeyForTheRegion() {
        HttpStub.Call call = callOfDynamoDb();

        String authorization = call.header("Authorization");
        assertTrue(authorization.startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"), authorization);
        assertTrue(authorization.contains("/eu-west-1/dynamodb/aws4_request"), authorization);
        assertNull(call.header("X-Amz-Security-Token"));
    }

    @Test
    void sessionTokenIsSentAndSigned() {
        variables.put("AWS_SESSION_TOKEN", "session-token");

        HttpStub.Call call = callOfDynamoDb();

        assertEquals("session-token", call.header("X-Amz-Security-Token"));
        assertTrue(call.header("Authorization").contains("x-amz-security-token"), call.header("Authorization"));
    }

    @Test
    void restoredSnapshotTakesItsCredentialsFromTheContainerAndNotFromTheEnvironment() {
        variables.put("AWS_SESSION_TOKEN", "session-token");
        URI address = service.address().resolve("/credentials");
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address.toString());
        System.setProperty(CONTAINER_PROPERTY, address.toString());

        HttpStub.Call call = callOfDynamoDb();

        assertTrue(call.header("Authorization").contains("Credential=ASIACONTAINER/"), call.header("Authorization"));
        assertEquals("container-token", call.header("X-Amz-Security-Token"));
    }

    @Test
    void restoredSnapshotNeedsNoKeyInTheEnvironment() {
        variables.keySet().removeIf(name -> name.contains("KEY"));
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", service.address().resolve("/credentials").toString());
        System.setProperty(CONTAINER_PROPERTY, service.address().resolve("/credentials").toString());

        assertTrue(callOfDynamoDb().header("Authorization").contains("Credential=ASIACONTAINER/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
    void missingVariableIsNamed(String name) {
        variables.remove(name);

        assertTrue(assertThrows(IllegalStateException.class, () -> clients().dynamoDb()).getMessage().contains(name));
        assertTrue(assertThrows(IllegalStateException.class, () -> clients().sqs()).getMessage().contains(name));
        assertTrue(assertThrows(IllegalStateException.class, () -> clients().secret(ARN)).getMessage().contains(name));
    }

    @Test
    void secretIsAskedForByItsArn() {
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", service.address().toString());
        reply = HttpStub.Reply.json(200, "{\"ARN\": \"" + ARN + "\", \"SecretString\": \"line one\\nline two\"}");

        assertEquals("line one\nline two", clients().secret(ARN));

        HttpStub.Call call = service.calls().getFirst();
        assertEquals("secretsmanager.GetSecretValue", call.header("X-Amz-Target"));
        assertEquals(ARN, Json.parse(call.text()).get("SecretId").textValue());
    }

    @Test
    void secretThatIsNotThereIsAnErrorAndNoEmptyText() {
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", service.address().toString());
        reply = HttpStub.Reply.json(400, "{\"__type\": \"ResourceNotFoundException\", \"message\": \"not found\"}");

        assertThrows(ResourceNotFoundException.class, () -> clients().secret(ARN));
    }
}
