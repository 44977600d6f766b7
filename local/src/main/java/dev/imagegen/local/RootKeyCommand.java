package dev.imagegen.local;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.SecretHash;
import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.DynamoKeyStore;
import dev.imagegen.aws.Environment;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes a root key in the table of a deployed stack, with the credentials of the environment ({@code AWS_REGION},
 * {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and, if there is one, {@code AWS_SESSION_TOKEN}). The secret is
 * printed once and kept nowhere: the table holds a hash of it.
 */
final class RootKeyCommand {

    private static final int KEY_BYTES = 8;
    private static final int SECRET_BYTES = 24;

    private final Map<String, String> environment;
    private final RandomGenerator random;

    /** @param random a secure one */
    RootKeyCommand(Map<String, String> environment, RandomGenerator random) {
        this.environment = environment;
        this.random = random;
    }

    /** @throws IllegalStateException naming the variable of the environment that is missing */
    void run(Command.RootKey command, PrintStream out) {
        String id = digits(KEY_BYTES);
        String secret = digits(SECRET_BYTES);
        try (var dynamo = new AwsClients(new Environment(environment)).dynamoDb()) {
            new DynamoKeyStore(dynamo, command.table())
                    .put(ApiKey.root(id, command.cloud(), Instant.now(), SecretHash.of(secret, random)));
        }
        out.println("API key:    " + id);
        out.println("API secret: " + secret + "   (shown this once)");
    }

    private String digits(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return HexFormat.of().formatHex(made);
    }
}
