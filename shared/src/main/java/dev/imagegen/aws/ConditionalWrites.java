package dev.imagegen.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The writes of one transaction, each with what it means if its condition fails. The first one that fails speaks for all. */
final class ConditionalWrites {

    /** What to throw, made of the item that stood in the way. */
    interface Refusal extends Function<Map<String, AttributeValue>, RuntimeException> {}

    private record Write(TransactWriteItem item, Optional<Refusal> refusal) {}

    private final List<Write> writes = new ArrayList<>();
    private Predicate<Map<String, AttributeValue>> ours = item -> false;

    /**
     * Puts what only this transaction writes, first: found in its own way, it shows that the transaction was written before and
     * its answer lost. The table itself knows a repeated transaction for ten minutes only.
     *
     * @param ours tells what this transaction writes by the item that is in the way
     */
    void putFirst(Put put, Predicate<Map<String, AttributeValue>> ours) {
        this.ours = ours;
        writes.addFirst(new Write(TransactWriteItem.builder()
                .put(put.toBuilder().returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD).build())
                .build(), Optional.empty()));
    }

    void put(Put put) {
        writes.add(new Write(TransactWriteItem.builder().put(put).build(), Optional.empty()));
    }

    void put(Put put, Refusal refusal) {
        writes.add(new Write(TransactWriteItem.builder().put(put).build(), Optional.of(refusal)));
    }

    void update(Update update) {
        writes.add(new Write(TransactWriteItem.builder().update(update).build(), Optional.empty()));
    }

    void update(Update update, Refusal refusal) {
        writes.add(new Write(TransactWriteItem.builder().update(update).build(), Optional.of(refusal)));
    }

    void delete(Delete delete) {
        writes.add(new Write(TransactWriteItem.builder().delete(delete).build(), Optional.empty()));
    }

    /** Writes all or nothing; throws the refusal of the first write whose condition failed. */
    void write(Transactions transactions) {
        try {
            transactions.write(items());
        } catch (TransactionCanceledException e) {
            if (!writtenBefore(e)) {
                throw refusal(e);
            }
        }
    }

    /** Writes all or nothing. @return false if the condition of the first write failed */
    boolean writeUnlessFirstRefused(Transactions transactions) {
        try {
            transactions.write(items());
            return true;
        } catch (TransactionCanceledException e) {
            if (writtenBefore(e)) {
                return true;
            }
            if (failed(e.cancellationReasons().getFirst())) {
                return false;
            }
            throw refusal(e);
        }
    }

    private boolean writtenBefore(TransactionCanceledException e) {
        CancellationReason first = e.cancellationReasons().getFirst();
        return failed(first) && first.hasItem() && ours.test(first.item());
    }

    private List<TransactWriteItem> items() {
        return writes.stream().map(Write::item).toList();
    }

    private RuntimeException refusal(TransactionCanceledException e) {
        for (int i = 0; i < writes.size(); i++) {
            CancellationReason reason = e.cancellationReasons().get(i);
            var refusal = writes.get(i).refusal();
            if (failed(reason) && refusal.isPresent()) {
                return refusal.get().apply(reason.item());
            }
        }
        return e;
    }

    private static boolean failed(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }
}
