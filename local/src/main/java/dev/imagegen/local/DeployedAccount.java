package dev.imagegen.local;

import dev.imagegen.aws.AwsClients;
import dev.imagegen.aws.Environment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The AWS account that an environment leads to: where the table of a deployed stack is. */
final class DeployedAccount {

    private static final String REGION = "AWS_REGION";
    private static final String CONTAINER = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    private DeployedAccount() {}

    /**
     * A client for its tables. Close it.
     *
     * @throws UsageException naming the variables of the environment that are missing
     */
    static DynamoDbClient dynamoDb(Map<String, String> variables) {
        var environment = new Environment(variables);
        List<String> missing = Stream.concat(Stream.of(REGION), credentials(environment))
                .filter(name -> environment.find(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageException("The environment lacks " + String.join(", ", missing)
                    + ". aws configure export-credentials --format env prints the credentials of a profile.");
        }
        return new AwsClients(environment).dynamoDb();
    }

    private static Stream<String> credentials(Environment environment) {
        return environment.find(CONTAINER).isPresent()
                ? Stream.empty()
                : Stream.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }
}
