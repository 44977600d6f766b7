package dev.imagegen.local;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.FreshKey;
import dev.imagegen.access.SecretHash;
import dev.imagegen.aws.DynamoKeyStore;
import dev.imagegen.time.Sleeper;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes a root key in the table of a deployed stack, with the credentials of the environment ({@code AWS_REGION},
 * {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and, if there is one, {@code AWS_SESSION_TOKEN}). The secret is
 * printed once and kept nowhere: the table holds a hash of it. Root keys that there are already stay good, so that a key can be
 * changed without a gap: make a new one, then delete the older one with it.
 */
final class RootKeyCommand {

    private final Map<String, String> environment;
    private final RandomGenerator random;

    /** @param random a secure one */
    RootKeyCommand(Map<String, String> environment, RandomGenerator random) {
        this.environment = environment;
        this.random = random;
    }

    /** @throws UsageException naming the variables of the environment that are missing */
    void run(Command.RootKey command, PrintStream out) {
        FreshKey key = FreshKey.make(random);
        try (var dynamo = DeployedAccount.dynamoDb(environment)) {
            new DynamoKeyStore(dynamo, command.table(), Sleeper.ofThread(), random)
                    .put(ApiKey.root(key.id(), command.cloud(), Instant.now(), SecretHash.of(key.secret(), random)));
        }
        out.println("API key:    " + key.id());
        out.println("API secret: " + key.secret() + "   (shown this once)");
    }
}
