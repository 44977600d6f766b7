package dev.imagegen.aws;

import static dev.imagegen.aws.Attributes.number;
import static dev.imagegen.aws.Attributes.optionalNumber;
import static dev.imagegen.aws.Attributes.text;

import dev.imagegen.contract.Json;
import dev.imagegen.contract.WireReader;
import dev.imagegen.contract.WireWriter;
import dev.imagegen.engine.Picture;
import dev.imagegen.spool.Spool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Pictures in DynamoDB, in chunks of an item each. The item that names them is written last: without it there is no picture.
 * Nothing is deleted; what has served its time, the table forgets by itself and for nothing.
 */
public final class DynamoSpool implements Spool {

    /** An item has 400 kB at most, its names and key included. */
    private static final int CHUNK = 390 * 1024;
    private static final int AT_ONCE = 8;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Items items;

    public DynamoSpool(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
        this.items = new Items(dynamo, table);
    }

    @Override
    public void keep(String taskId, Picture picture, Instant until) {
        int length = picture.bytes().length;
        int chunks = Math.ceilDiv(length, CHUNK);
        together(chunks, i -> {
            int from = i * CHUNK;
            putChunk(taskId, i, picture.bytes(), from, Math.min(CHUNK, length - from), until);
            return null;
        });
        Map<String, AttributeValue> item = new HashMap<>(key(taskId));
        item.put("chunks", number(chunks));
        item.put("bytes", number(length));
        picture.seed().ifPresent(seed -> item.put("seed", number(seed)));
        picture.microDollars().ifPresent(cost -> item.put("micro_dollars", number(cost)));
        item.put("notices", text(Json.write(WireWriter.notices(picture.notices()))));
        item.put("ttl", number(until.getEpochSecond()));
        dynamo.putItem(p -> p.tableName(table).item(item));
    }

    private void putChunk(String taskId, int number, byte[] bytes, int from, int length, Instant until) {
        Map<String, AttributeValue> item = new HashMap<>(chunkKey(taskId, number));
        item.put("bytes", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(
                Arrays.copyOfRange(bytes, from, from + length))));
        item.put("ttl", number(until.getEpochSecond()));
        dynamo.putItem(p -> p.tableName(table).item(item));
    }

    @Override
    public Optional<Picture> find(String taskId) {
        return items.find(key(taskId)).flatMap(item -> picture(taskId, item));
    }

    private Optional<Picture> picture(String taskId, Map<String, AttributeValue> item) {
        byte[] bytes = new byte[Math.toIntExact(number(item, "bytes"))];
        List<Boolean> found = together(Math.toIntExact(number(item, "chunks")), i -> items.find(chunkKey(taskId, i))
                .map(chunk -> chunk.get("bytes").b().asByteArrayUnsafe())
                .map(chunk -> {
                    System.arraycopy(chunk, 0, bytes, i * CHUNK, chunk.length);
                    return true;
                })
                .orElse(false));
        return found.contains(false)
                ? Optional.empty()
                : Optional.of(new Picture(bytes, optionalNumber(item, "seed"), optionalNumber(item, "micro_dollars"),
                        WireReader.notices(Json.parse(text(item, "notices")))));
    }

    private static <T> List<T> together(int count, IntFunction<T> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<CompletableFuture<T>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(CompletableFuture.supplyAsync(() -> work.apply(number), threads));
            }
            return all.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Map<String, AttributeValue> key(String taskId) {
        return Attributes.key("SPOOL", taskId, "PICTURE");
    }

    /** A partition of its own for each: one takes a megabyte a second and no more. */
    private static Map<String, AttributeValue> chunkKey(String taskId, int number) {
        return Attributes.key("SPOOL", taskId + "#" + number, "CHUNK");
    }
}
