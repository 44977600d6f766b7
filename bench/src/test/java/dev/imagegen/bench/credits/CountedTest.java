package dev.imagegen.bench.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class CountedTest {

    private static ConsumedCapacity units(double units) {
        return ConsumedCapacity.builder().capacityUnits(units).build();
    }

    /** Answers what costs so many units, if it is asked to tell. */
    private static final class Priced implements DynamoDbClient {
        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            assertEquals(ReturnConsumedCapacity.TOTAL, request.returnConsumedCapacity());
            return GetItemResponse.builder().consumedCapacity(units(1)).build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            return PutItemResponse.builder().build();
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            if (request.clientRequestToken() != null) {
                throw new IllegalStateException("as asked");
            }
            assertEquals(ReturnConsumedCapacity.TOTAL, request.returnConsumedCapacity());
            return TransactWriteItemsResponse.builder().consumedCapacity(List.of(units(6), units(2))).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void requestsAndTheirUnitsAreCountedAndFailedOnesToo() {
        var counted = new Counted(new Priced());

        counted.getItem(g -> g.tableName("t").key(Map.of()));
        counted.putItem(p -> p.tableName("t").item(Map.of()));
        counted.transactWriteItems(t -> t.transactItems(List.of()));
        assertThrows(IllegalStateException.class, () -> counted.transactWriteItems(t -> t.clientRequestToken("x")));

        assertEquals(4, counted.requests());
        assertEquals(1, counted.readUnits());
        assertEquals(8, counted.writeUnits());
    }
}
