package dev.imagegen.local.sources;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.imagegen.local.functions.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;

/** Reads from the outcome of an invocation which of its messages were worked on. */
final class BatchResult {

    private BatchResult() {}

    /**
     * Returns the messages that can be deleted: all if the function answered, without those that its answer names if it
     * reports failures one by one; none if it failed, timed out, or named a message that it was not given.
     */
    static List<Message> succeeded(Outcome outcome, List<Message> messages, boolean reportsItemFailures) {
        return switch (outcome) {
            case Outcome.Answer(SQSBatchResponse response) when reportsItemFailures -> without(failed(response), messages);
            case Outcome.Answer answer -> messages;
            case Outcome.Failure failure -> List.of();
            case Outcome.TimedOut timedOut -> List.of();
        };
    }

    private static List<Message> without(Set<String> failed, List<Message> messages) {
        var given = messages.stream().map(Message::messageId).collect(Collectors.toSet());
        return given.containsAll(failed)
                ? messages.stream().filter(message -> !failed.contains(message.messageId())).toList()
                : List.of();
    }

    private static Set<String> failed(SQSBatchResponse response) {
        var ids = new HashSet<String>();
        if (response.getBatchItemFailures() != null) {
            response.getBatchItemFailures().forEach(failure -> ids.add(failure.getItemIdentifier()));
        }
        return ids;
    }
}
