package dev.imagegen.local;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.FreshKey;
import dev.imagegen.access.SecretHash;
import dev.imagegen.aws.DeployedCloud;
import dev.imagegen.aws.DynamoKeyStore;
import dev.imagegen.time.Sleeper;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

    /**
     * @throws UsageException naming the variables of the environment that are missing; if the table is that of another cloud, or of
     *     no deployment. No key is made then
     */
    void run(Command.RootKey command, PrintStream out) {
        FreshKey key = FreshKey.make(random);
        try (var dynamo = DeployedAccount.dynamoDb(environment)) {
            check(command, new DeployedCloud(dynamo, command.table()).find());
            new DynamoKeyStore(dynamo, command.table(), Sleeper.ofThread(), random)
                    .put(ApiKey.root(key.id(), command.cloud(), Instant.now(), SecretHash.of(key.secret(), random)));
        }
        out.println("API key:    " + key.id());
        out.println("API secret: " + key.secret() + "   (shown this once)");
    }

    private static void check(Command.RootKey command, Optional<String> deployed) {
        String cloud = deployed.orElseThrow(() -> new UsageException("The table " + command.table() + " does not say which cloud it"
                + " is for. Take the output TableName of a deployed stack; an older stack has to be deployed anew first."));
        if (!cloud.equals(command.cloud())) {
            throw new UsageException("The deployment of the table " + command.table() + " serves the cloud " + cloud + ", not "
                    + command.cloud() + ": a key of another cloud would be good for nothing.");
        }
    }
}
