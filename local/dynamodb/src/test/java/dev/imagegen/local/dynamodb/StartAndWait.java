package dev.imagegen.local.dynamodb;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A process that starts DynamoDB, prints the id of its process and then waits to be killed. */
final class StartAndWait {

    private StartAndWait() {}

    public static void main(String[] args) throws Exception {
        try (var dynamoDb = DynamoDbProcess.start(Path.of(args[0]), Optional.empty(), Path.of(args[1]))) {
            System.out.println(dynamoDb.pid());
            new CountDownLatch(1).await();
        }
    }
}
