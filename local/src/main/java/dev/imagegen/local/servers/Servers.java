package dev.imagegen.local.servers;

import dev.imagegen.local.dynamodb.DynamoDbProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The servers that stand in for AWS: DynamoDB in a process of its own and SQS in this one, or those that the environment
 * names with {@code AWS_ENDPOINT_URL_DYNAMODB} and {@code AWS_ENDPOINT_URL_SQS}.
 */
public final class Servers implements AutoCloseable {

    private final Optional<DynamoDbProcess> dynamoDb;
    private final Optional<SqsServer> sqs;
    private final Endpoints endpoints;

    private Servers(Optional<DynamoDbProcess> dynamoDb, Optional<SqsServer> sqs, Endpoints endpoints) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.endpoints = endpoints;
    }

    /**
     * Starts what the environment does not name, side by side, and returns when all of it answers.
     *
     * @param environment where the two variables are looked for
     * @param dynamoDbLib the folder with the jars of DynamoDB Local
     * @param dataDir     where tables are kept; empty keeps them in memory
     * @throws IOException if a server does not start; none is left running then
     */
    public static Servers start(Map<String, String> environment, Path dynamoDbLib, Optional<Path> dataDir)
            throws IOException {
        var dynamoDbUrl = Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_DYNAMODB")).map(URI::create);
        var sqsUrl = Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_SQS")).map(URI::create);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var dynamoDb = executor.submit(unless(dynamoDbUrl, () -> DynamoDbProcess.start(dynamoDbLib, dataDir)));
            var sqs = executor.submit(unless(sqsUrl, SqsServer::start));
            try {
                var startedDynamoDb = await(dynamoDb);
                var startedSqs = await(sqs);
                return new Servers(startedDynamoDb, startedSqs, new Endpoints(
                        dynamoDbUrl.orElseGet(() -> startedDynamoDb.orElseThrow().endpoint()),
                        sqsUrl.orElseGet(() -> startedSqs.orElseThrow().endpoint())));
            } catch (IOException failed) {
                closeIfStarted(dynamoDb, failed);
                closeIfStarted(sqs, failed);
                throw failed;
            }
        }
    }

    /** Returns where they listen. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** Stops what was started here, and leaves the servers alone that the environment named. */
    @Override
    public void close() {
        dynamoDb.ifPresent(DynamoDbProcess::close);
        sqs.ifPresent(SqsServer::close);
    }

    private static <T> Callable<Optional<T>> unless(Optional<URI> named, Callable<T> start) {
        return () -> named.isPresent() ? Optional.empty() : Optional.of(start.call());
    }

    private static <T> T await(Future<T> starting) throws IOException {
        try {
            return starting.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the servers started", interrupted);
        }
    }

    private static void closeIfStarted(Future<? extends Optional<? extends AutoCloseable>> starting, IOException failed) {
        try {
            var started = starting.get();
            if (started.isPresent()) {
                started.get().close();
            }
        } catch (Exception alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }
}
