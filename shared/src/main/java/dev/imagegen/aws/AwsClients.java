package dev.imagegen.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Clients of AWS, with region, credentials and HTTP client named: looking for them is what makes the default ones slow to
 * start.
 */
public final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(10);

    private final Environment environment;

    public AwsClients(Environment environment) {
        this.environment = environment;
    }

    /**
     * A client of the table. It retries what the SDK knows to pass (throttling, a transaction in progress, 5xx) and the refusal of
     * a single write whose item a running transaction holds, which the SDK takes for final.
     */
    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder(), "DYNAMODB")
                .overrideConfiguration(c -> c.retryStrategy(
                        (RetryStrategy.Builder<?, ?> retries) -> retries.retryOnException(TransactionConflictException.class)))
                .build();
    }

    public SqsClient sqs() {
        return configured(SqsClient.builder(), "SQS").build();
    }

    /** The text of a secret in Secrets Manager. The client is made for the call: it is needed every few minutes at most. */
    public String secret(String arn) {
        try (var client = configured(SecretsManagerClient.builder(), "SECRETS_MANAGER").build()) {
            return client.getSecretValue(g -> g.secretId(arn)).secretString();
        }
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder, String service) {
        builder.region(Region.of(environment.text("AWS_REGION"))).credentialsProvider(credentials()).httpClient(http());
        endpoint(service).map(URI::create).ifPresent(builder::endpointOverride);
        return builder;
    }

    /** By the name that all SDKs know, or by the one that stands in the template: {@code sam local} hands on no other. */
    private Optional<String> endpoint(String service) {
        return environment.find("AWS_ENDPOINT_URL_" + service).or(() -> environment.find(service + "_ENDPOINT"));
    }

    /** A restored snapshot gets its credentials from the container's address, a plain start from the environment. */
    private AwsCredentialsProvider credentials() {
        if (environment.find("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()) {
            return ContainerCredentialsProvider.builder().build();
        }
        String key = environment.text("AWS_ACCESS_KEY_ID");
        String secret = environment.text("AWS_SECRET_ACCESS_KEY");
        AwsCredentials credentials = environment.find("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(key, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(key, secret));
        return StaticCredentialsProvider.create(credentials);
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ).build();
    }
}
