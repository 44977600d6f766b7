package dev.imagegen.local.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.Map;

/**
 * Records messages as {@code body#receives}. A body that starts with {@code fail} fails as an item, one that
 * starts with {@code throw} fails the whole batch.
 */
public final class QueueHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final Recorder recorder;

    public QueueHandler(Map<String, String> environment) {
        this.recorder = Recorder.named(environment.get("RECORDER"));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        if (event.getRecords() == null) {
            recorder.add("scheduled");
            return new SQSBatchResponse();
        }
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : event.getRecords()) {
            recorder.add(message.getBody() + "#" + message.getAttributes().get("ApproximateReceiveCount"));
            if (message.getBody().startsWith("throw")) {
                throw new IllegalStateException("as asked");
            }
            if (message.getBody().startsWith("fail")) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }
}
