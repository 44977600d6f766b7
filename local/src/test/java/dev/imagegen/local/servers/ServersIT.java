package dev.imagegen.local.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imagegen.local.template.TableSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The servers that stand in for AWS, and the table in them. */
class ServersIT {

    private static final Path LIB = Path.of(System.getProperty("imagegen.dynamodb.lib"));
    private static final String SOMEWHERE = "http://127.0.0.1:1";

    private static final TableSpec TABLE = new TableSpec(
            "Things",
            "things",
            Map.of("pk", "S", "sk", "S", "due", "N"),
            List.of(new TableSpec.Key("pk", "HASH"), new TableSpec.Key("sk", "RANGE")),
            List.of(new TableSpec.Index("by-due",
                    List.of(new TableSpec.Key("sk", "HASH"), new TableSpec.Key("due", "RANGE")), "INCLUDE", List.of("state"))),
            Optional.of("expires"));

    @TempDir
    private Path dir;

    @Test
    void ownServersAnswerAndTheTableIsThatOfTheTemplateHoweverOftenItIsMade() throws Exception {
        try (var servers = Servers.start(Map.of(), LIB, Optional.empty());
                var dynamoDb = servers.endpoints().dynamoDbClient();
                var sqs = servers.endpoints().sqsClient()) {
            assertNotEquals(servers.endpoints().dynamoDb(), servers.endpoints().sqs());
            assertEquals(List.of(), sqs.listQueues().queueUrls());

            var tables = new Tables(dynamoDb);
            tables.create(TABLE);
            dynamoDb.putItem(put -> put.tableName("things").item(Map.of("pk", text("a"), "sk", text("b"))));
            tables.create(TABLE);

            assertEquals(List.of("things"), dynamoDb.listTables().tableNames());
            assertEquals(1, dynamoDb.scan(scan -> scan.tableName("things")).count());
            checkKeys(dynamoDb);
            checkTimeToLive(dynamoDb);
        }
    }

    @Test
    void aTableOfAnOlderTemplateGetsTheIndexesThatItDoesNotHave() throws Exception {
        var older = new TableSpec(
                TABLE.id(), TABLE.name(), Map.of("pk", "S", "sk", "S"), TABLE.keys(), List.of(), Optional.empty());
        try (var servers = Servers.start(Map.of(), LIB, Optional.empty());
                var dynamoDb = servers.endpoints().dynamoDbClient()) {
            var tables = new Tables(dynamoDb);
            tables.create(older);
            dynamoDb.putItem(put -> put.tableName("things").item(Map.of(
                    "pk", text("a"), "sk", text("b"), "due", AttributeValue.fromN("1"))));

            tables.create(TABLE);

            checkKeys(dynamoDb);
            checkTimeToLive(dynamoDb);
            assertEquals(1, dynamoDb.query(q -> q.tableName("things").indexName("by-due")
                    .keyConditionExpression("sk = :sk").expressionAttributeValues(Map.of(":sk", text("b")))).count());
        }
    }

    private static void checkKeys(DynamoDbClient dynamoDb) {
        var table = dynamoDb.describeTable(describe -> describe.tableName("things")).table();
        assertEquals(TableStatus.ACTIVE, table.tableStatus());
        assertEquals(
                List.of("pk HASH", "sk RANGE"),
                table.keySchema().stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()).toList());
        var index = table.globalSecondaryIndexes().getFirst();
        assertEquals("by-due", index.indexName());
        assertEquals(
                List.of("sk HASH", "due RANGE"),
                index.keySchema().stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()).toList());
        assertEquals(ProjectionType.INCLUDE, index.projection().projectionType());
        assertEquals(List.of("state"), index.projection().nonKeyAttributes());
    }

    private static void checkTimeToLive(DynamoDbClient dynamoDb) {
        var timeToLive = dynamoDb.describeTimeToLive(describe -> describe.tableName("things")).timeToLiveDescription();
        assertEquals(TimeToLiveStatus.ENABLED, timeToLive.timeToLiveStatus());
        assertEquals("expires", timeToLive.attributeName());
    }

    @Test
    void serversThatTheEnvironmentNamesReplaceTheOwnOnes() throws Exception {
        var environment = Map.of("AWS_ENDPOINT_URL_DYNAMODB", SOMEWHERE, "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:2");

        try (var servers = Servers.start(environment, dir.resolve("no/jars"), Optional.empty())) {
            assertEquals(
                    new Endpoints(URI.create(SOMEWHERE), URI.create("http://127.0.0.1:2")), servers.endpoints());
        }
    }

    @Test
    void closingLeavesAServerAloneThatTheEnvironmentNamed() throws Exception {
        try (var theirs = SqsServer.start()) {
            var environment = Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB", SOMEWHERE, "AWS_ENDPOINT_URL_SQS", theirs.endpoint().toString());

            Servers.start(environment, dir, Optional.empty()).close();

            try (var sqs = new Endpoints(theirs.endpoint(), theirs.endpoint()).sqsClient()) {
                assertEquals(List.of(), sqs.listQueues().queueUrls());
            }
        }
    }

    @Test
    void anOwnServerIsGoneAfterClose() throws Exception {
        var servers = Servers.start(Map.of("AWS_ENDPOINT_URL_DYNAMODB", SOMEWHERE), dir, Optional.empty());

        servers.close();

        try (var sqs = servers.endpoints().sqsClient()) {
            assertThrows(SdkClientException.class, sqs::listQueues);
        }
    }

    @Test
    void aServerThatDoesNotStartFailsTheStartWithItsReason() {
        var missing = dir.resolve("no/jars");

        var error = assertThrows(IOException.class, () -> Servers.start(Map.of(), missing, Optional.empty()));

        assertEquals(
                "No DynamoDB Local in " + missing + ": build the module local/dynamodb, which copies it there",
                error.getMessage());
        assertFalse(Files.exists(missing), "nothing is made on the way");
    }

    @Test
    void aDataFolderThatIsAFileFailsTheStart() throws Exception {
        var file = Files.writeString(dir.resolve("data"), "in the way");

        assertThrows(IOException.class, () -> Servers.start(
                Map.of("AWS_ENDPOINT_URL_SQS", SOMEWHERE), LIB, Optional.of(file)));
        assertEquals("in the way", Files.readString(file));
    }

    @Test
    void theEnvironmentOfFunctionsLeadsToTheServers() {
        var endpoints = new Endpoints(URI.create(SOMEWHERE), URI.create("http://127.0.0.1:2"));

        assertEquals(
                Map.of(
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_ENDPOINT_URL_DYNAMODB", SOMEWHERE,
                        "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:2",
                        "DYNAMODB_ENDPOINT", SOMEWHERE,
                        "SQS_ENDPOINT", "http://127.0.0.1:2"),
                endpoints.environment());
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
