package dev.imagegen.local;

import dev.imagegen.access.ApiKey;
import dev.imagegen.access.SecretHash;
import dev.imagegen.aws.DeployedCloud;
import dev.imagegen.aws.DynamoKeyStore;
import dev.imagegen.aws.DynamoLedger;
import dev.imagegen.aws.DynamoWebhookSettingsStore;
import dev.imagegen.credits.Plan;
import dev.imagegen.delivery.SigningSecret;
import dev.imagegen.local.cloudinary.Account;
import dev.imagegen.local.cloudinary.CloudinaryEmulator;
import dev.imagegen.local.cloudinary.EmulatorSettings;
import dev.imagegen.local.cloudinary.NotificationSettings;
import dev.imagegen.local.system.CloudinaryStarter;
import dev.imagegen.local.system.Seeder;
import dev.imagegen.time.Sleeper;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The cloud that a system on this machine serves, with credentials that are no secret. */
final class DemoCloud {

    static final String NAME = "demo";
    static final String KEY = "demo-key";
    static final String SECRET = "demo-secret";

    /** The plan unless another one is asked for. */
    static final Plan UNLIMITED = new Plan.Paid(OptionalLong.empty());

    private static final String CLOUDINARY_KEY = "demo-cloudinary-key";
    private static final String CLOUDINARY_SECRET = "demo-cloudinary-secret";
    static final String WEBHOOK_SECRET = "demo-webhook-secret";
    /** Signs the notifications to clients: whsec_ and base64 of "an open secret of the demo cloud". */
    static final String SIGNING_SECRET = "whsec_YW4gb3BlbiBzZWNyZXQgb2YgdGhlIGRlbW8gY2xvdWQ=";
    /** Those of the documentation's examples, which change nothing here, and the one that turns moderation on. */
    private static final Set<String> PRESETS = Set.of("some-preset", "ml_default", "moderated");

    private static final int LAST_PORT = 65_535;

    private DemoCloud() {}

    /** The template's parameters on this machine. */
    static Map<String, String> parameters() {
        var parameters = new HashMap<String, String>();
        parameters.put("CloudName", NAME);
        parameters.put("CloudinaryApiKey", CLOUDINARY_KEY);
        parameters.put("CloudinarySecret", "plain:" + CLOUDINARY_SECRET);
        parameters.put("WebhookSecret", "plain:" + WEBHOOK_SECRET);
        parameters.put("Engine", "sandbox");
        parameters.put("FunctionUrl", "true");
        parameters.put("Release", "0".repeat(64));
        return parameters;
    }

    /** Puts the key into the table, whose it is, the plan, and a signing secret if there is none. */
    static Seeder seeder(Plan plan) {
        return (dynamoDb, table) -> {
            var random = new SecureRandom();
            var secret = SecretHash.of(SECRET, random);
            new DynamoKeyStore(dynamoDb, table, Sleeper.ofThread(), random).put(ApiKey.root(KEY, NAME, Instant.EPOCH, secret));
            new DeployedCloud(dynamoDb, table).record(NAME);
            new DynamoLedger(dynamoDb, table).setPlan(NAME, plan);
            var signing = new SigningSecret("demo", SIGNING_SECRET, Instant.EPOCH);
            new DynamoWebhookSettingsStore(dynamoDb, table)
                    .change(NAME, old -> old.secrets().isEmpty() ? old.withSecret(signing) : old);
        };
    }

    /** Starts the emulator on the port after the gateway's, or on any other if that is not free. */
    static CloudinaryStarter cloudinary() {
        return starter(false);
    }

    /** On no other port if its images are kept, so that their addresses survive a restart. */
    static CloudinaryStarter lastingCloudinary() {
        return starter(true);
    }

    private static CloudinaryStarter starter(boolean lasting) {
        return (dataDir, gateway) -> {
            var emulator = start(gateway, dataDir, lasting && dataDir.isPresent());
            return new CloudinaryStarter.Running() {
                @Override
                public URI base() {
                    return emulator.baseUrl();
                }

                @Override
                public void close() {
                    emulator.close();
                }
            };
        };
    }

    private static CloudinaryEmulator start(URI gateway, Optional<Path> dataDir, boolean thereOnly) throws IOException {
        int port = gateway.getPort() + 1;
        var told = new NotificationSettings(gateway.resolve("/webhooks/cloudinary"), CLOUDINARY_KEY, WEBHOOK_SECRET);
        var clouds = Map.of(NAME, new Account(CLOUDINARY_KEY, CLOUDINARY_SECRET, PRESETS));
        if (port > LAST_PORT && thereOnly) {
            throw new IOException("There is no port after " + LAST_PORT
                    + ", where the images of --data are served: choose another --port.");
        }
        int possible = port > LAST_PORT ? 0 : port;
        try {
            return CloudinaryEmulator.start(new EmulatorSettings(possible, clouds, dataDir, Clock.systemUTC()).notifying(told));
        } catch (BindException inUse) {
            if (thereOnly) {
                throw new IOException(
                        "Port " + port + " is in use, where the images of --data are served: choose another --port.", inUse);
            }
            return CloudinaryEmulator.start(new EmulatorSettings(0, clouds, dataDir, Clock.systemUTC()).notifying(told));
        }
    }
}
