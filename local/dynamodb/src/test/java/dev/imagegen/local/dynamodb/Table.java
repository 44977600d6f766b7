package dev.imagegen.local.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A table with a key {@code pk}, spoken to in the bare protocol. */
record Table(URI endpoint) {

    HttpResponse<String> create() throws IOException, InterruptedException {
        return call("CreateTable", """
                {"TableName":"things","BillingMode":"PAY_PER_REQUEST",
                 "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
                 "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}""");
    }

    HttpResponse<String> put(String key) throws IOException, InterruptedException {
        return call("PutItem", """
                {"TableName":"things","Item":{"pk":{"S":"%s"}}}""".formatted(key));
    }

    HttpResponse<String> get(String key) throws IOException, InterruptedException {
        return call("GetItem", """
                {"TableName":"things","Key":{"pk":{"S":"%s"}}}""".formatted(key));
    }

    private HttpResponse<String> call(String operation, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, "
                        + "SignedHeaders=host, Signature=0")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
