package dev.imagegen.local.servers;

import dev.imagegen.local.template.Template;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where the servers listen that stand in for AWS.
 *
 * @param dynamoDb base address of DynamoDB
 * @param sqs      base address of SQS
 */
public record Endpoints(URI dynamoDb, URI sqs) {

    private static final String KEY = "local";

    /** Returns the environment variables with which the AWS SDK finds the servers, and is let in. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_REGION", Template.REGION,
                "AWS_ACCESS_KEY_ID", KEY,
                "AWS_SECRET_ACCESS_KEY", KEY,
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(),
                "AWS_ENDPOINT_URL_SQS", sqs.toString(),
                "DYNAMODB_ENDPOINT", dynamoDb.toString(),
                "SQS_ENDPOINT", sqs.toString());
    }

    /** Makes a client of DynamoDB, which the caller closes. */
    public DynamoDbClient dynamoDbClient() {
        return DynamoDbClient.builder()
                .endpointOverride(dynamoDb)
                .region(Region.of(Template.REGION))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Makes a client of SQS, which the caller closes. */
    public SqsClient sqsClient() {
        return SqsClient.builder()
                .endpointOverride(sqs)
                .region(Region.of(Template.REGION))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY));
    }
}
