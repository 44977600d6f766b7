package dev.imagegen.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imagegen.access.ApiKey;
import dev.imagegen.aws.DeployedCloud;
import dev.imagegen.aws.DynamoKeyStore;
import dev.imagegen.aws.DynamoLedger;
import dev.imagegen.credits.Plan;
import dev.imagegen.local.dynamodb.DynamoDbProcess;
import dev.imagegen.local.servers.Endpoints;
import dev.imagegen.local.servers.Tables;
import dev.imagegen.local.template.TableSpec;
import dev.imagegen.local.template.Template;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The commands that write keys, against a database, with the template's own table. */
class RootKeyCommandIT {

    private static final Pattern ANSWER = Pattern.compile(
            "API key:    ([0-9a-f]{16})\\RAPI secret: ([0-9a-f]{48})   \\(shown this once\\)\\R");

    private static DynamoDbProcess server;
    private static Endpoints endpoints;
    private static DynamoDbClient dynamo;
    private static TableSpec table;

    private record Made(String id, String secret) {}

    @BeforeAll
    static void start() throws IOException {
        server = DynamoDbProcess.start(Path.of(System.getProperty("imagegen.dynamodb.lib")), Optional.empty());
        endpoints = new Endpoints(server.endpoint(), server.endpoint());
        dynamo = endpoints.dynamoDbClient();
        table = Template.read(Project.here().template(), DemoCloud.parameters()).table().orElseThrow();
        new Tables(dynamo).create(table);
    }

    @BeforeEach
    void deploy() {
        new DeployedCloud(dynamo, table.name()).record("acme");
    }

    @AfterAll
    static void stop() {
        dynamo.close();
        server.close();
    }

    @Test
    void theKeyThatIsPrintedIsARootKeyOfTheCloudAndItsSecretVerifies() {
        var made = make("acme");

        var found = keys().findKey(made.id()).orElseThrow();

        assertEquals("acme", found.cloud());
        assertTrue(found.root());
        assertTrue(found.secret().matches(made.secret()));
        assertFalse(found.secret().matches(made.id()));
    }

    @Test
    void theSecretIsNowhereInTheTable() {
        var made = make("acme");

        var everything = dynamo.scan(scan -> scan.tableName(table.name())).items().toString();

        assertTrue(everything.contains(made.id()), everything);
        assertFalse(everything.contains(made.secret()), everything);
    }

    @Test
    void everyKeyIsAnotherOneAndTheOlderOneStaysGood() {
        var first = make("acme");
        var second = make("acme");

        assertTrue(keys().keysOf("acme").stream().map(ApiKey::id).toList().containsAll(List.of(first.id(), second.id())));

        assertNotEquals(first.id(), second.id());
        assertNotEquals(first.secret(), second.secret());
        assertTrue(keys().findKey(first.id()).orElseThrow().secret().matches(first.secret()));
    }

    private static String refusal(String tableName, String cloud) {
        var out = new Printed();
        int items = dynamo.scan(scan -> scan.tableName(tableName)).count();

        var refused = assertThrows(UsageException.class, () -> new RootKeyCommand(endpoints.environment(), new SecureRandom())
                .run(new Command.RootKey(tableName, cloud), out.stream()));

        assertEquals("", out.text());
        assertEquals(items, dynamo.scan(scan -> scan.tableName(tableName)).count());
        return refused.getMessage();
    }

    @Test
    void cloudThatIsNotTheDeploymentsIsRefused() {
        for (var cloud : List.of("acme2", "ACME", "acm", "demo", "")) {
            assertEquals("The deployment of the table %s serves the cloud acme, not %s: a key of another cloud would be good for nothing."
                    .formatted(table.name(), cloud), refusal(table.name(), cloud));
        }
    }

    @Test
    void tableOfNoDeploymentIsRefused() {
        new Tables(dynamo).create(new TableSpec(table.id(), "Another", table.attributes(), table.keys(), table.indexes(), table.timeToLive()));

        assertEquals("The table Another does not say which cloud it is for. Take the output TableName of a deployed stack; an older"
                + " stack has to be deployed anew first.", refusal("Another", "acme"));
    }

    @Test
    void aTableThatIsNotThereIsAnErrorAndNothingIsPrinted() {
        var out = new Printed();

        assertThrows(ResourceNotFoundException.class, () -> new RootKeyCommand(endpoints.environment(), new SecureRandom())
                .run(new Command.RootKey("Absent", "acme"), out.stream()));
        assertEquals("", out.text());
    }

    @Test
    void aMissingVariableIsNamed() {
        for (var variable : new String[] {"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}) {
            Map<String, String> environment = new HashMap<>(endpoints.environment());
            environment.remove(variable);

            var error = assertThrows(UsageException.class, () -> new RootKeyCommand(environment, new SecureRandom())
                    .run(new Command.RootKey(table.name(), "acme"), new Printed().stream()));

            assertTrue(error.getMessage().contains(variable), error.getMessage());
        }
    }

    @Test
    void theDemoCloudHasItsRootKeyAndThePlanThatWasAskedFor() throws Exception {
        DemoCloud.seeder(new Plan.Free()).seed(dynamo, table.name());
        assertEquals(Optional.of("demo"), new DeployedCloud(dynamo, table.name()).find());

        var key = keys().findKey("demo-key").orElseThrow();
        assertEquals("demo", key.cloud());
        assertTrue(key.root());
        assertTrue(key.secret().matches("demo-secret"));
        assertEquals(Optional.of(new Plan.Free()), new DynamoLedger(dynamo, table.name()).plan("demo"));
    }

    @Test
    void seedingAgainLiftsTheLimit() throws Exception {
        DemoCloud.seeder(new Plan.Free()).seed(dynamo, table.name());
        DemoCloud.seeder(DemoCloud.UNLIMITED).seed(dynamo, table.name());

        assertEquals(Optional.of(new Plan.Paid(OptionalLong.empty())), new DynamoLedger(dynamo, table.name()).plan("demo"));
    }

    private static DynamoKeyStore keys() {
        return new DynamoKeyStore(dynamo, table.name(), Sleeper.ofThread(), new SecureRandom());
    }

    private static Made make(String cloud) {
        var out = new Printed();
        new RootKeyCommand(endpoints.environment(), new SecureRandom())
                .run(new Command.RootKey(table.name(), cloud), out.stream());
        var answer = ANSWER.matcher(out.text());
        assertTrue(answer.matches(), out.text());
        return new Made(answer.group(1), answer.group(2));
    }
}
