package dev.imagegen.local.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import dev.imagegen.local.functions.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

class BatchResultTest {

    private static final List<Message> MESSAGES =
            Stream.of("a", "b", "c").map(id -> Message.builder().messageId(id).build()).toList();

    @Test
    void allSucceededIfNoneIsReported() {
        assertEquals("abc", succeeded(failures(), true));
        assertEquals("abc", succeeded(new Outcome.Answer(new SQSBatchResponse()), true));
        assertEquals("abc", succeeded(new Outcome.Answer(null), true));
    }

    @Test
    void thoseThatAreReportedStay() {
        assertEquals("ac", succeeded(failures("b"), true));
        assertEquals("", succeeded(failures("a", "b", "c"), true));
    }

    @Test
    void aReportCountsOnlyWhereTheTemplateAsksForIt() {
        assertEquals("abc", succeeded(failures("b"), false));
    }

    @Test
    void allStayIfAnUnknownMessageIsReported() {
        assertEquals("", succeeded(failures("b", "z"), true));
        assertEquals("", succeeded(failures((String) null), true));
    }

    @Test
    void allStayIfTheFunctionFailedOrTimedOut() {
        assertEquals("", succeeded(new Outcome.Failure(new IllegalStateException()), true));
        assertEquals("", succeeded(new Outcome.TimedOut(Duration.ZERO), true));
    }

    private static Outcome failures(String... ids) {
        return new Outcome.Answer(new SQSBatchResponse(Stream.of(ids).map(BatchItemFailure::new).toList()));
    }

    private static String succeeded(Outcome outcome, boolean reports) {
        return String.join("", BatchResult.succeeded(outcome, MESSAGES, reports).stream().map(Message::messageId).toList());
    }
}
