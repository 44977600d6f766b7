package dev.imagegen.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imagegen.contract.Json;
import dev.imagegen.testing.HttpStub;
import dev.imagegen.testing.HttpStub.Call;
import dev.imagegen.testing.HttpStub.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Stands between the SDK's client and the embedded table, so that a test decides what becomes of a request on its way. */
final class DynamoFaultProxy implements AutoCloseable {

    /** What answers a request. */
    @FunctionalInterface
    interface Rule {
        Reply answer(Call call, Exchange table) throws IOException;
    }

    /** Hands a request on to the table. */
    @FunctionalInterface
    interface Exchange {
        Reply send(Call call) throws IOException;
    }

    private static final String TARGET = "X-Amz-Target";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI table;
    private final HttpStub stub;

    DynamoFaultProxy(URI table, Rule rule) {
        this.table = table;
        try {
            this.stub = new HttpStub(call -> rule.answer(call, this::send));
        } catch (IOException e) {
            throw new IllegalStateException("No port for the proxy", e);
        }
    }

    /** The operation that a request asks for, for example {@code PutItem}. */
    static String operation(Call call) {
        String target = call.header(TARGET);
        return target.substring(target.indexOf('.') + 1);
    }

    /** 1 for a request that the client sends for the first time. */
    static int attempt(Call call) {
        return Integer.parseInt(call.header("amz-sdk-request").replaceFirst(".*attempt=([0-9]+).*", "$1"));
    }

    static boolean isWrite(Call call) {
        return List.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems").contains(operation(call));
    }

    /** The same request as the table sees it when it has forgotten the token of a transaction. */
    static Call withAnotherToken(Call call) {
        if (!operation(call).equals("TransactWriteItems")) {
            return call;
        }
        var body = (ObjectNode) Json.parse(call.text());
        body.put("ClientRequestToken", UUID.randomUUID().toString());
        return new Call(call.method(), call.path(), call.headers(), Json.write(body).getBytes(UTF_8), call.query());
    }

    /** A 400 in the table's own form. @param more members besides type and message, each with a comma before it */
    static Reply refusal(String type, String more) {
        return Reply.json(400, "{\"__type\": \"com.amazonaws.dynamodb.v20120810#" + type + "\", \"message\": \"by the test\"" + more + "}");
    }

    /** The refusal of a transaction that names one code for each of its items. */
    static Reply cancelled(Call transaction, String code) {
        int items = Json.parse(transaction.text()).path("TransactItems").size();
        return refusal("TransactionCanceledException",
                ", \"CancellationReasons\": [" + String.join(", ", Collections.nCopies(items, "{\"Code\": \"" + code + "\"}")) + "]");
    }

    private Reply send(Call call) throws IOException {
        var request = HttpRequest.newBuilder(table).POST(BodyPublishers.ofByteArray(call.body()));
        for (String name : List.of("Authorization", TARGET, "X-Amz-Date", "Content-Type")) {
            request.header(name, call.header(name));
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** A client as the functions have it, with retries of its own to spend. */
    DynamoDbClient client() {
        return new AwsClients(new Environment(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_ENDPOINT_URL_DYNAMODB", stub.address().toString()))).dynamoDb();
    }

    @Override
    public void close() {
        stub.close();
        http.close();
    }
}
