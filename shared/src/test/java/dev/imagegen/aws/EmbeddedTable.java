package dev.imagegen.aws;

import dev.imagegen.access.KeyStore;
import dev.imagegen.credits.Ledger;
import dev.imagegen.local.dynamodb.DynamoDbProcess;
import dev.imagegen.task.TaskStore;
import dev.imagegen.testing.Stores;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of the template in an embedded DynamoDB. All tests share one: it takes seconds to start. */
final class EmbeddedTable {

    static final String NAME = "imagegen";

    private static EmbeddedTable shared;

    private final DynamoDbProcess process;
    private final DynamoDbClient client;

    private EmbeddedTable(DynamoDbProcess process, DynamoDbClient client) {
        this.process = process;
        this.client = client;
    }

    /** It ends with this process. */
    static synchronized EmbeddedTable shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    private static EmbeddedTable start() {
        var process = process();
        // More patient than the service's own client: the first answers take their time on a busy machine.
        var client = DynamoDbClient.builder()
                .endpointOverride(process.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(5)).build())
                .build();
        create(client, NAME);
        return new EmbeddedTable(process, client);
    }

    private static DynamoDbProcess process() {
        try {
            return DynamoDbProcess.start(Path.of(System.getProperty("imagegen.dynamodb.lib")), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded DynamoDB does not start", e);
        }
    }

    /** Another one, for what reads a table whole. @return its name */
    static String create(DynamoDbClient client, String name) {
        client.createTable(t -> t.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S), attribute("sk", ScalarAttributeType.S),
                        attribute("due", ScalarAttributeType.S), attribute("due_at", ScalarAttributeType.N),
                        attribute("cloud", ScalarAttributeType.S), attribute("api_key", ScalarAttributeType.S))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(index("due", "due", "due_at"), index("by_cloud", "cloud", "pk"), index("by_key", "api_key", "pk")));
        return name;
    }

    private static GlobalSecondaryIndex index(String name, String hash, String range) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(hash, KeyType.HASH), key(range, KeyType.RANGE))
                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    DynamoDbClient client() {
        return client;
    }

    TaskStore tasks() {
        return new DynamoTaskStore(client, NAME, Sleeper.ofThread(), new SecureRandom());
    }

    Ledger ledger() {
        return new DynamoLedger(client, NAME);
    }

    Stores stores() {
        return new Stores(tasks(), ledger(), new DynamoAssetRegistry(client, NAME));
    }

    KeyStore keys() {
        return new DynamoKeyStore(client, NAME, Sleeper.ofThread(), new SecureRandom());
    }

    URI endpoint() {
        return process.endpoint();
    }

    private void close() {
        client.close();
        process.close();
    }
}
