package dev.imagegen.local.money;

import dev.imagegen.contract.Json;
import dev.imagegen.local.servers.Endpoints;
import dev.imagegen.local.template.Template;
import dev.imagegen.task.TaskJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The ends that tasks came to, as the table's own stream of changes has them. The table outlives every worker, so no kill can
 * hide an end or a second one.
 */
final class TaskEnds implements AutoCloseable {

    private final DynamoDbStreamsClient streams;
    private final String stream;

    /** Counts from now on. */
    TaskEnds(Endpoints endpoints, DynamoDbClient dynamo, String table) {
        stream = dynamo.updateTable(update -> update.tableName(table).streamSpecification(
                        changes -> changes.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                .tableDescription().latestStreamArn();
        streams = DynamoDbStreamsClient.builder()
                .endpointOverride(endpoints.dynamoDb())
                .region(Region.of(Template.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The id of a task for each time that it ended, or that its end was exchanged for another kind of end. */
    List<String> all() {
        List<String> ended = new ArrayList<>();
        var shards = streams.describeStream(describe -> describe.streamArn(stream)).streamDescription().shards();
        for (var shard : shards) {
            String iterator = streams.getShardIterator(get -> get.streamArn(stream).shardId(shard.shardId())
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
            while (iterator != null) {
                String from = iterator;
                GetRecordsResponse page = streams.getRecords(get -> get.shardIterator(from));
                page.records().forEach(change -> ended(change.dynamodb()).ifPresent(ended::add));
                // The shard that is still written to always has a next page.
                iterator = page.records().isEmpty() ? null : page.nextShardIterator();
            }
        }
        return ended;
    }

    private static Optional<String> ended(StreamRecord change) {
        Map<String, AttributeValue> after = change.newImage();
        if (!change.keys().get("sk").s().equals("TASK") || !terminal(after)) {
            return Optional.empty();
        }
        boolean kept = terminal(change.oldImage()) && change.oldImage().get("state").equals(after.get("state"));
        return kept ? Optional.empty() : Optional.of(change.keys().get("pk").s().substring("TASK#".length()));
    }

    private static boolean terminal(Map<String, AttributeValue> item) {
        return item.containsKey("state") && TaskJson.state(item.get("state").s(), Json.parse(item.get("data").s())).terminal();
    }

    @Override
    public void close() {
        streams.close();
    }
}
